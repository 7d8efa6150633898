// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Flink's keys for the partitions of a task. Flink hashes keys to key groups and gives each subtask a range of these; the keys here
 * are those whose key groups lie evenly, so that every subtask has as many partitions as the others. Part of what savepoints
 * rely on, so it may not change.
 */
final class PartitionKeys implements KeySelector<TaskRecord, Integer> {
    /** Flink's own default for up to 85 subtasks. */
    private static final int LEAST_KEY_GROUPS = 128;
    /** Each costs half a kilobyte of heap in a subtask. */
    private static final int MOST_KEY_GROUPS_FOR_EVENNESS = 4096;

    private static final long serialVersionUID = 1L;

    private final int[] keys;

    PartitionKeys(int partitions) {
        int keyGroups = keyGroups(partitions);
        Map<Integer, Integer> keyByGroup = new HashMap<>();
        for (int key = 0; keyByGroup.size() < keyGroups; key++) {
            keyByGroup.putIfAbsent(KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups), key);
        }
        keys = new int[partitions];
        for (int i = 0; i < partitions; i++) {
            // Rounded up, so that partition i of n is in the subtask i of n whose range begins there.
            keys[i] = keyByGroup.get((i * keyGroups + partitions - 1) / partitions);
        }
    }

    /**
     * Flink's "maximum parallelism" of a task, fixed for the life of its state. With the square of the partitions the rounding of
     * neither side is ever a whole partition.
     */
    static int keyGroups(int partitions) {
        int wanted = Math.max(partitions, Math.min(MOST_KEY_GROUPS_FOR_EVENNESS, partitions * partitions));
        int groups = LEAST_KEY_GROUPS;
        while (groups < wanted) {
            groups *= 2;
        }
        return groups;
    }

    int key(int partition) {
        return keys[partition];
    }

    int partitions() {
        return keys.length;
    }

    @Override
    public Integer getKey(TaskRecord record) {
        return keys[record.partition()];
    }
}
