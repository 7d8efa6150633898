// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * What every task of a job is told.
 *
 * @param plan of {@link dev.millrace.plan.codec.PipelineCodec}: the tasks compile its expressions themselves
 * @param partitions by task id; with them the keys of state are spread, so they stay as they are for the life of a pipeline's state
 * @param limits of the state
 * @param scenario id of the {@link ScenarioBoard} in this process, empty outside of scenarios
 */
record JobSpec(byte[] plan, HashMap<String, Integer> partitions, Limits limits, String scenario)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Limits of the state of a stage of one partition.
     *
     * @param maxKeys keys
     * @param hotKeys keys on the heap when {@code isCold}
     * @param isCold whether the state of other keys stays in the state backend and is fetched when it is needed
     */
    record Limits(int maxKeys, int hotKeys, boolean isCold) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    JobSpec(byte[] plan, Map<String, Integer> partitions, Limits limits, String scenario) {
        this(plan, new HashMap<>(partitions), limits, scenario);
    }

    boolean isScenario() {
        return !scenario.isEmpty();
    }

    int partitions(String task) {
        return partitions.get(task);
    }
}
