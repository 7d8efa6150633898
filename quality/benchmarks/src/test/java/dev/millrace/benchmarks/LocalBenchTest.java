// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalBenchTest {
    private static final int READINGS = 60_000;

    @ParameterizedTest
    @EnumSource(Workload.class)
    void results_are_those_of_the_reference(Workload workload) {
        BenchResult result = LocalBench.run(workload, 50, new LocalBench.Length(0, READINGS));

        assertTrue(result.isRight(), result.reference());
        assertEquals(READINGS, result.readings());
        assertTrue(result.given().rows() > 0, "workload gives nothing to compare");
    }

    @Test
    void a_wrong_result_is_told() {
        BenchResult right = LocalBench.run(Workload.W1, 50, new LocalBench.Length(0, READINGS));

        BenchResult wrong =
                new BenchResult(right.name(), right.rates(), READINGS, right.expected(), new Answer(1, READINGS), 0, 0);

        assertTrue(right.line().startsWith("millrace-local w1/50 "), right.line());
        assertTrue(right.reference().endsWith(": right"), right.reference());
        assertTrue(wrong.reference().endsWith(": WRONG"), wrong.reference());
    }
}
