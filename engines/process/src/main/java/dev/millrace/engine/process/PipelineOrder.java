// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a pipeline is to run.
 *
 * @param bootstrapServers of the Kafka that it reads and writes
 * @param folder for checkpoints and what must survive, absolute
 * @param cluster {@code host:port} of a cluster that runs already, empty for one within the engine's process
 * @param options of the engine, by name, and {@code properties.*} for Kafka clients
 */
public record PipelineOrder(String bootstrapServers, String folder, String cluster, SortedMap<String, String> options) {
    public PipelineOrder {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }
}
