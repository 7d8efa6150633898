// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Waits for all records of one message. The one who sends them holds one count until the last is sent, so that the end is not
 * told too early. Told once, on the thread of the last ending.
 */
final class Together implements Intake.Ending {
    private final AtomicInteger open = new AtomicInteger(1);
    private volatile boolean isFailed;
    private final Consumer<Boolean> end;

    /** @param end gets true when all are stored, false when one is not */
    Together(Consumer<Boolean> end) {
        this.end = end;
    }

    /** Before each record is sent. */
    Together expect() {
        open.incrementAndGet();
        return this;
    }

    /** After the last record was sent. */
    void complete() {
        stored();
    }

    @Override
    public void stored() {
        if (open.decrementAndGet() == 0) {
            end.accept(!isFailed);
        }
    }

    @Override
    public void failed() {
        isFailed = true;
        stored();
    }
}
