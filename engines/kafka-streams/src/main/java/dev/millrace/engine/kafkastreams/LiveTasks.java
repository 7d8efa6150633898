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

    /** As of now. */
    List<TaskHost> list() {
        return List.copyOf(hosts);
    }
}
