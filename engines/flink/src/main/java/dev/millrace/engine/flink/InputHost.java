// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

/** Turns the records of one input of a task into rows and hands them to it. One thread. */
interface InputHost {
    void take(TaskRecord record);
}
