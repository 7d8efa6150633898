// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

/** What a task instance is asked to do next. */
interface Message {
    void deliver(TaskInstance instance);
}
