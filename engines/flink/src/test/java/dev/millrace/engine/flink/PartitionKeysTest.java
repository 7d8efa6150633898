// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class PartitionKeysTest {
    @Test
    void every_subtask_has_as_many_partitions_as_the_others_or_one_more() {
        for (int partitions = 1; partitions <= 40; partitions++) {
            for (int subtasks = 1; subtasks <= partitions; subtasks++) {
                int[] held = held(partitions, subtasks);
                int least = Arrays.stream(held).min().orElseThrow();
                int most = Arrays.stream(held).max().orElseThrow();
                assertTrue(most - least <= 1, () -> "partitions of subtasks " + Arrays.toString(held));
            }
        }
    }

    private static int[] held(int partitions, int subtasks) {
        PartitionKeys keys = new PartitionKeys(partitions);
        int[] held = new int[subtasks];
        for (int i = 0; i < partitions; i++) {
            held[
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            keys.key(i), PartitionKeys.keyGroups(partitions), subtasks)]++;
        }
        return held;
    }

    @Test
    void every_partition_has_a_key_of_its_own() {
        PartitionKeys keys = new PartitionKeys(300);
        assertEquals(300, IntStream.range(0, 300).map(keys::key).distinct().count());
        assertEquals(4096, PartitionKeys.keyGroups(300));
    }

    @Test
    void the_keys_are_those_of_the_savepoints_that_exist() {
        PartitionKeys keys = new PartitionKeys(4);
        assertArrayEquals(
                new int[] {312, 75, 84, 57},
                IntStream.range(0, 4).map(keys::key).toArray());
    }
}
