// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.model.Row;

/** Progress of a task. */
final class TaskClock {
    /** Every operator was given time up to here. */
    long progressMs = Row.NO_TIME;

    /** What rows that operators emit now are stamped with: progress before the step that is being done. */
    long stampMs = Row.NO_TIME;
}
