// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Latencies of one stage over the last two minutes: one histogram for each ten seconds, so old traffic leaves by itself.
 * Microseconds in, milliseconds out, two significant digits, at most one hour. Thread-safe.
 */
public final class LatencyBook {
    private static final long SLICE_MS = 10_000;
    private static final int SLICES = 12;
    private static final long MICROS_MAX = 3_600_000_000L;
    private static final double MICROS_PER_MS = 1000;

    private final String name;
    private final LongSupplier clockMs;
    private final Deque<Slice> slices = new ArrayDeque<>();

    private record Slice(long number, Histogram histogram) {}

    public LatencyBook(String name, LongSupplier clockMs) {
        this.name = name;
        this.clockMs = clockMs;
    }

    /** Notes one duration; negative ones, which two clocks can give, count as 0. */
    public synchronized void record(long micros) {
        current().recordValue(Math.min(MICROS_MAX, Math.max(0, micros)));
    }

    private Histogram current() {
        long number = clockMs.getAsLong() / SLICE_MS;
        if (slices.isEmpty() || slices.getLast().number() != number) {
            slices.add(new Slice(number, new Histogram(MICROS_MAX, 2)));
        }
        dropOld(number);
        return slices.getLast().histogram();
    }

    private void dropOld(long number) {
        while (!slices.isEmpty() && slices.getFirst().number() <= number - SLICES) {
            slices.removeFirst();
        }
    }

    /** Forgets what was measured so far. */
    public synchronized void clear() {
        slices.clear();
    }

    /** The last two minutes. */
    public synchronized StageLatency latency() {
        dropOld(clockMs.getAsLong() / SLICE_MS);
        Histogram all = new Histogram(MICROS_MAX, 2);
        List<Slice> now = new ArrayList<>(slices);
        now.forEach(s -> all.add(s.histogram()));
        if (all.getTotalCount() == 0) {
            return new StageLatency(name, 0, 0, 0, 0);
        }
        return new StageLatency(name, all.getTotalCount(), at(all, 50), at(all, 95), at(all, 99));
    }

    private static double at(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / MICROS_PER_MS;
    }
}
