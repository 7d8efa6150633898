// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import sun.misc.Signal;

/**
 * Turns SIGINT and SIGTERM into an orderly end of the command: it stops what runs, prints its summary and exits with 0, because
 * it was asked to stop and did. A shutdown hook alone could not: the JVM would exit with 130 or 143 while the summary is printed.
 * A second signal, or ten seconds, end the process at once.
 */
final class StopSignal implements AutoCloseable {
    private static final int POLL_MS = 100;
    private static final long PATIENCE_MS = 10_000;
    private static final int KILLED = 128;

    private final CountDownLatch asked = new CountDownLatch(1);

    private StopSignal() {}

    static StopSignal listen() {
        StopSignal stop = new StopSignal();
        for (String name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), stop::received);
        }
        return stop;
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits for a signal, the time or the condition, whichever comes first. */
    void await(Duration atMost, BooleanSupplier isDone) {
        long endNs = System.nanoTime() + atMost.toNanos();
        try {
            while (!isDone.getAsBoolean() && System.nanoTime() < endNs) {
                if (asked.await(POLL_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void received(Signal signal) {
        if (isAsked()) {
            Runtime.getRuntime().halt(KILLED + signal.getNumber());
        }
        asked.countDown();
        Thread watch = new Thread(() -> haltLater(signal), "millrace-stop-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void haltLater(Signal signal) {
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (System.nanoTime() < endNs) {
            LockSupport.parkNanos(endNs - System.nanoTime());
        }
        System.err.println(
                "millrace did not stop within " + PATIENCE_MS / 1_000 + " s after " + signal + " and is ended now");
        Runtime.getRuntime().halt(KILLED + signal.getNumber());
    }

    @Override
    public void close() {
        for (String name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), sun.misc.SignalHandler.SIG_DFL);
        }
    }
}
