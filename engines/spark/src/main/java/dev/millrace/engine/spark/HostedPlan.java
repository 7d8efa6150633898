// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.engine.process.SparkError;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.KernelOperators;
import dev.millrace.kernel.host.OperatorFactory;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskOptions;
import dev.millrace.model.Lookup;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.codec.PipelineCodec;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pipeline as it travels to Spark's executors: its plan as bytes, and how it is spread. An executor decodes it once.
 *
 * @param runId tells runs in one process apart
 * @param plan as {@link PipelineCodec} writes it
 * @param tablePartitions as {@link Layout} takes them
 * @param turns who decides in which order parcels are taken
 */
record HostedPlan(String runId, byte[] plan, Map<String, Integer> tablePartitions, int partitions, Turns turns)
        implements Serializable {
    private static final int DECODED_MAX = 16;

    /** Decoded plans of this process, those not used for longest leave first. */
    private static final Map<String, Decoded> DECODED =
            Collections.synchronizedMap(new LinkedHashMap<>(DECODED_MAX, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Decoded> eldest) {
                    return size() > DECODED_MAX;
                }
            });

    /** How parcels of different senders are put in order. */
    enum Turns {
        /** As rows arrived, by the order that they were given; what a row brings about has its order. For scenarios. */
        ARRIVAL,
        /**
         * By the progress of the sender when it sent: all senders are read as if they went forward in event time together, however
         * their records were spread over files and partitions.
         */
        PROGRESS
    }

    HostedPlan {
        tablePartitions = new TreeMap<>(tablePartitions);
    }

    /** What is made of the bytes; shared by all threads of a process. */
    record Decoded(Layout layout, OperatorFactory operators) {}

    Decoded decoded() {
        Decoded known = DECODED.get(runId);
        if (known != null) {
            return known;
        }
        TaskGraph graph = TaskGraph.of(PipelineCodec.decode(plan));
        Decoded made = new Decoded(
                new Layout(graph, tablePartitions, partitions),
                new KernelOperators(FunctionCatalog.builtIn(), HostedPlan::refuse));
        DECODED.put(runId, made);
        return made;
    }

    private static Lookup refuse(LookupJoin node) {
        throw MillraceException.of(
                SparkError.NO_LOOKUP,
                "table \"" + node.table().name()
                        + "\" is looked up in an outside system, which Spark does again whenever it"
                        + " repeats a batch, with other answers",
                "Run it with --engine kafka-streams, or join with a table that is read from Kafka or a file.");
    }

    /** Makes each task once, so that what cannot run is said before anything of Spark is started. */
    void requireHostable() {
        for (int address = 0; address < layout().addresses(); address++) {
            new TaskHost(this, address, TaskOptions.savedAsAWhole());
        }
    }

    Layout layout() {
        return decoded().layout();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostedPlan that && runId.equals(that.runId) && Arrays.equals(plan, that.plan);
    }

    @Override
    public int hashCode() {
        return runId.hashCode();
    }

    @Override
    public String toString() {
        return "run " + runId + " on " + partitions + " partitions";
    }
}
