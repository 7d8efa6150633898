// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.model.Row;

/** A place in a task where rows arrive. */
interface Step {
    void accept(Row row);

    /** One step for many, in order. */
    static Step all(java.util.List<Step> steps) {
        if (steps.size() == 1) {
            return steps.get(0);
        }
        Step[] array = steps.toArray(new Step[0]);
        return row -> {
            for (Step step : array) {
                step.accept(row);
            }
        };
    }
}
