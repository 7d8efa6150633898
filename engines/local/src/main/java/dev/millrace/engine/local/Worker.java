// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A thread that runs some task instances, those at the end of the flow first, so that what is begun is finished. */
final class Worker {
    /** Also the rows that are looked up outside at once. */
    static final int MESSAGES_AT_A_TIME = 256;
    /** Safety net only: a worker is woken when something is put. */
    private static final long MAX_REST_NANOS = 20_000_000;
    /** While it may not send, as nobody says when it may again. */
    private static final long CONGESTED_REST_NANOS = 100_000;

    private final List<TaskInstance> instances = new ArrayList<>();
    private final Consumer<Throwable> onFailure;
    private volatile Thread thread;
    private volatile boolean isResting;
    private volatile boolean isStopped;

    Worker(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    /** Adds an instance; those that send are added before those that receive. */
    void add(TaskInstance instance) {
        instances.add(0, instance);
        instance.ownedBy(this::wake);
    }

    void start(String name) {
        Thread started = new Thread(this::runUntilStopped, name);
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** Runs every instance once; gives whether any had something to do. */
    boolean runOnce() {
        boolean hasRun = false;
        for (TaskInstance instance : instances) {
            hasRun |= instance.run(MESSAGES_AT_A_TIME) > 0;
        }
        return hasRun;
    }

    void stop() {
        isStopped = true;
        Thread running = thread;
        if (running == null) {
            return;
        }
        LockSupport.unpark(running);
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasWork() {
        return instances.stream().anyMatch(TaskInstance::hasWork);
    }

    private void wake() {
        if (isResting) {
            LockSupport.unpark(thread);
        }
    }

    private void runUntilStopped() {
        try {
            while (!isStopped) {
                if (runOnce()) {
                    continue;
                }
                isResting = true;
                // Once more, as something may have been put before the flag was seen.
                if (!runOnce()) {
                    LockSupport.parkNanos(hasWork() ? CONGESTED_REST_NANOS : MAX_REST_NANOS);
                }
                isResting = false;
            }
        } catch (RuntimeException | Error e) {
            onFailure.accept(e);
        }
    }
}
