// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Warm-up and three segments of a run; the median segment is the rate. They are lengths of the processor time of this whole
 * process, compiler and collector included, because a machine is seldom one's own; or numbers of readings when these are limited.
 * One thread, that which hands readings over, calls {@link #goesOn}.
 */
final class Measurement {
    static final int SEGMENTS = 3;
    /** Processor time to warm up, as the peers do. */
    static final int WARM_S = 5;

    private static final double SEGMENT_S = 2;
    private static final double NS_PER_S = 1e9;
    private static final long CHECK_NS = 20_000_000;
    private static final int CHECK_MASK = 63;
    /** Wall time counts as processor time after this much of it, so that a starved run ends. */
    private static final double STARVED = 6;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final int warmS;
    private final long warmReadings;
    private final long readingsMax;
    private final Mark[] marks = new Mark[SEGMENTS + 1];
    private int reached;
    private Mark start;
    private double warmEndS;
    private long checkedNs;

    /** A moment. */
    private record Mark(long readings, long wallNs, long cpuNs) {}

    /** Readings a second of wall and of processor time, of each segment, and processor cores in use. */
    record Rates(double[] perSecond, double[] perCpuSecond, double cores) {
        double perSecondMedian() {
            return median(perSecond);
        }

        double perCpuSecondMedian() {
            return median(perCpuSecond);
        }

        BenchResult.Rates ofResult() {
            return new BenchResult.Rates(perSecondMedian(), perCpuSecondMedian(), perSecond, cores);
        }

        private static double median(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }

    /**
     * @param warmS seconds of processor time before the first segment
     * @param warmReadings readings before the first segment at least
     * @param readingsMax readings in all, the first quarter of them to warm up; 0: as many as the time allows
     */
    Measurement(int warmS, long warmReadings, long readingsMax) {
        this.warmS = warmS;
        this.warmReadings = warmReadings;
        this.readingsMax = readingsMax;
    }

    /** Whether another reading is wanted after so many. */
    boolean goesOn(long readings) {
        if (readingsMax > 0) {
            return goesOnByNumber(readings);
        }
        if ((readings & CHECK_MASK) != 0) {
            return true;
        }
        long nowNs = System.nanoTime();
        if (start != null && nowNs - checkedNs < CHECK_NS) {
            return true;
        }
        checkedNs = nowNs;
        return goesOnByTime(new Mark(readings, nowNs, system.getProcessCpuTime()));
    }

    private boolean goesOnByTime(Mark now) {
        if (start == null) {
            start = now;
        }
        double seconds =
                Math.max((now.cpuNs - start.cpuNs) / NS_PER_S, (now.wallNs - start.wallNs) / NS_PER_S / STARVED);
        if (reached == 0) {
            if (seconds >= warmS && now.readings >= warmReadings) {
                marks[reached++] = now;
                warmEndS = seconds;
            }
        } else if (seconds >= warmEndS + reached * SEGMENT_S) {
            marks[reached++] = now;
        }
        return reached <= SEGMENTS;
    }

    private boolean goesOnByNumber(long readings) {
        if (readings >= (reached + 1) * readingsMax / (SEGMENTS + 1) || readings >= readingsMax) {
            marks[reached++] = new Mark(readings, System.nanoTime(), system.getProcessCpuTime());
        }
        return reached <= SEGMENTS;
    }

    /** Of a run that is over. */
    Rates rates() {
        double[] perSecond = new double[SEGMENTS];
        double[] perCpuSecond = new double[SEGMENTS];
        for (int i = 0; i < SEGMENTS; i++) {
            long readings = marks[i + 1].readings - marks[i].readings;
            perSecond[i] = readings * NS_PER_S / Math.max(1, marks[i + 1].wallNs - marks[i].wallNs);
            perCpuSecond[i] = readings * NS_PER_S / Math.max(1, marks[i + 1].cpuNs - marks[i].cpuNs);
        }
        Mark last = marks[SEGMENTS];
        double cores = (last.cpuNs - marks[0].cpuNs) / (double) Math.max(1, last.wallNs - marks[0].wallNs);
        return new Rates(perSecond, perCpuSecond, cores);
    }
}
