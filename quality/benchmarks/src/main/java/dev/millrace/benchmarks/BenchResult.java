// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import java.util.Locale;

/**
 * What a run gave.
 *
 * @param name of engine and workload, for example {@code millrace-local w1}
 * @param readings handed over in all
 * @param ledger readings that went to the ledger, which must be none
 * @param stateBytes live heap at the end of the readings, less that before the first; -1 when not known
 */
public record BenchResult(
        String name, Rates rates, long readings, Answer expected, Answer given, long ledger, long stateBytes) {
    private static final long MB = 1 << 20;

    /**
     * Rates, per second.
     *
     * @param perSecond median over the segments, by the clock on the wall
     * @param perCpuSecond the same by the processor time of the whole process
     * @param segments each segment's rate by the clock on the wall
     * @param cores processor cores in use
     */
    public record Rates(double perSecond, double perCpuSecond, double[] segments, double cores) {}

    public boolean isRight() {
        return expected.equals(given) && ledger == 0;
    }

    /** One line, as the peers print theirs. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s %.0f perCpuSec=%.0f segs=%.0f/%.0f/%.0f n=%d out=%d sum=%d rssMB=%d stateHeapMB=%d cpuCores=%.2f load=%.1f",
                name,
                rates.perSecond,
                rates.perCpuSecond,
                rates.segments[0],
                rates.segments[1],
                rates.segments[2],
                readings,
                given.rows(),
                given.sum(),
                Machine.rssPeakMb(),
                stateBytes < 0 ? -1 : stateBytes / MB,
                rates.cores,
                Machine.load());
    }

    /** One line that says what should have come out. */
    public String reference() {
        String verdict = isRight() ? "right" : "WRONG";
        return String.format(
                Locale.ROOT,
                "reference n=%d out=%d sum=%d ledger=%d: %s",
                readings,
                expected.rows(),
                expected.sum(),
                ledger,
                verdict);
    }
}
