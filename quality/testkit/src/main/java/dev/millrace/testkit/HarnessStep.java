// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit;

import dev.millrace.model.Row;

/** One step of a case: a row, or time. */
record HarnessStep(Kind kind, int port, Row row, long progressMs) {
    /** What happens. */
    enum Kind {
        ROW,
        PROGRESS,
        IDLE
    }
}
