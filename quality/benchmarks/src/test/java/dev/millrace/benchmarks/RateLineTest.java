// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateLineTest {
    @Test
    void rates_of_peers_and_ours_are_found_in_what_they_print() {
        String line = "flink-ds w1 919000 perCpuSec=909123 segs=1/2/3 n=10 out=1 sum=2 rssMB=1936 load=1.5 ";

        RateLine rate = RateLine.of(line).orElseThrow();

        assertEquals(909_123, rate.perCpuSecond());
        assertEquals("1936", rate.value("rssMB"));
        assertEquals("1.5", rate.value("load"));
        assertEquals("", rate.value("heap"));
        assertTrue(RateLine.of("reference w1 n=10 all: out=1").isEmpty());
    }

    @Test
    void every_workload_has_a_peer() {
        for (Workload workload : Workload.values()) {
            assertTrue(
                    Peer.all().stream().anyMatch(p -> p.workload().equals(workload.label())),
                    workload.label() + " has no peer");
        }
    }
}
