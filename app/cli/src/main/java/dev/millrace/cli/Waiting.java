// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do. */
final class Waiting {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private Waiting() {}

    /** Returns when the condition holds, or the time is over, or the thread is interrupted; says which. */
    static boolean until(BooleanSupplier condition, Duration atMost) {
        long endNs = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= endNs || Thread.currentThread().isInterrupted()) {
                return condition.getAsBoolean();
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return true;
    }
}
