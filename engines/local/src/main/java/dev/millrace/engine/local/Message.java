// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import dev.millrace.model.Row;

/** What a task instance is asked to do next. */
interface Message {
    void deliver(TaskInstance instance);

    /** A row of the table that a task reads. */
    record TableRow(Row row) implements Message {
        @Override
        public void deliver(TaskInstance instance) {
            instance.task.process(row);
        }
    }
}
