// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tasks of this process between the micro-batches, so that state is not read again with each of them. A task is used again only when
 * the store holds the very state that it wrote last; after a failed batch, a restart or a move to another process it does not, and the
 * state is read. At most one task for each address of each run. Thread-safe.
 */
final class LiveTasks {
    private static final Map<String, Live> LIVE = new ConcurrentHashMap<>();

    private record Live(UUID state, TaskHost host) {}

    private LiveTasks() {}

    /** Takes the task out when it is in that state. */
    static Optional<TaskHost> take(String runId, int address, UUID state) {
        Live live = LIVE.remove(key(runId, address));
        return live != null && live.state().equals(state) ? Optional.of(live.host()) : Optional.empty();
    }

    static void put(String runId, int address, UUID state, TaskHost host) {
        LIVE.put(key(runId, address), new Live(state, host));
    }

    /** Forgets the tasks of a run that ended. */
    static void forget(String runId) {
        LIVE.keySet().removeIf(key -> key.startsWith(runId + "/"));
    }

    private static String key(String runId, int address) {
        return runId + "/" + address;
    }
}
