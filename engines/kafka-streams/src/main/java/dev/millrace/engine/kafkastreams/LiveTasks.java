// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tasks that run in this process. Thread-safe. */
final class LiveTasks {
    private final List<TaskHost> hosts = new CopyOnWriteArrayList<>();

    void add(TaskHost host) {
        hosts.add(host);
    }

    void remove(TaskHost host) {
        hosts.remove(host);
    }

    /**
     * Writes the changed state of all tasks of the calling thread.
     *
     * <p>Streams prepares the commit of one task after the other, and for each it writes the state, then waits until Kafka has it. They
     * are committed together, so all state can be written before the first wait; with four tasks that is one wait and not four, for
     * which the rows of the whole thread stand still.
     */
    void flushThread() {
        Thread thread = Thread.currentThread();
        for (TaskHost host : hosts) {
            host.flushIfRunBy(thread);
        }
    }

    /** As of now. */
    List<TaskHost> list() {
        return List.copyOf(hosts);
    }
}
