// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import java.util.HashSet;
import java.util.Set;

/**
 * What must come out of the workloads, worked out from the feed alone and key by key: all readings, in the order of event time,
 * none late.
 */
final class Reference {
    private static final long WINDOW_MS = 300_000;
    private static final long WITHIN_MS = 60_000;
    private static final long GAP_MS = 30 * 60_000L;

    private Reference() {}

    /** W1: windows with a reading, and the readings in them. */
    static Answer windows(Feed feed, long readings) {
        Set<Long> windows = new HashSet<>();
        long[] last = new long[feed.keys()];
        for (long i = 0; i < readings; i++) {
            int key = feed.key(i);
            long window = feed.timeMs(i) / WINDOW_MS;
            if (window != last[key]) {
                last[key] = window;
                windows.add(window * feed.keys() + key);
            }
        }
        return new Answer(windows.size(), readings);
    }

    /** W2: a reading that is below half of the average of the hour that ends with its slice. */
    static Answer halved(Feed feed, long readings) {
        long alerts = 0;
        LastHour[] hours = new LastHour[feed.keys()];
        for (long i = 0; i < readings; i++) {
            int key = feed.key(i);
            if (hours[key] == null) {
                hours[key] = new LastHour();
            }
            double average = hours[key].averageWith(feed.timeMs(i), feed.value(i));
            if (feed.isConnected(i) && feed.value(i) / average < 0.5) {
                alerts++;
            }
        }
        return new Answer(alerts, alerts);
    }

    /**
     * W3: a vibration above 120 and the next temperature above 90 in less than a minute (WITHIN excludes its bound, as in Flink); what
     * is used is not used again.
     */
    static Answer sequences(Feed feed, long readings) {
        long matches = 0;
        for (int key = 0; key < feed.keys(); key++) {
            long vibrationMs = Long.MIN_VALUE / 2;
            for (long i : KeyReadings.inTimeOrder(feed, key, readings, Reference::isExtreme)) {
                long timeMs = feed.timeMs(i);
                if (feed.isVibration(i)) {
                    // Any vibration that is near enough will do, and the newest is the nearest.
                    vibrationMs = timeMs;
                } else if (timeMs - vibrationMs < WITHIN_MS) {
                    matches++;
                    vibrationMs = Long.MIN_VALUE / 2;
                }
            }
        }
        return new Answer(matches, matches);
    }

    private static boolean isExtreme(Feed feed, long i) {
        return feed.isVibration(i) ? feed.value(i) > 120 : feed.value(i) > 90;
    }

    /** W4: a reading more than three deviations away from the mean of the last hundred, itself among them. */
    static Answer outliers(Feed feed, long readings) {
        long alerts = 0;
        for (int key = 0; key < feed.keys(); key++) {
            LastHundred last = new LastHundred();
            for (long i : KeyReadings.inTimeOrder(feed, key, readings, (f, n) -> true)) {
                if (Math.abs(last.zscoreWith(feed.value(i))) > 3) {
                    alerts++;
                }
            }
        }
        return new Answer(alerts, alerts);
    }

    /** W5: sessions, and the readings in them. */
    static Answer sessions(Feed feed, long readings) {
        long[] lastMs = new long[feed.keys()];
        long sessions = 0;
        for (long i = 0; i < readings; i++) {
            int key = feed.key(i);
            if (feed.timeMs(i) - lastMs[key] > GAP_MS) {
                sessions++;
            }
            lastMs[key] = feed.timeMs(i);
        }
        return new Answer(sessions, readings);
    }

    /** W6: readings above the limit of their device. */
    static Answer routed(Feed feed, long readings) {
        long routed = 0;
        for (long i = 0; i < readings; i++) {
            int device = feed.key(i);
            if (device < Devices.ROWS && feed.value(i) > Devices.limit(device)) {
                routed++;
            }
        }
        return new Answer(routed, routed);
    }

    /** Sum and number of the readings of the 240 slices that end with the newest. */
    private static final class LastHour {
        private static final int SLICES = 240;
        private static final long SLICE_MS = 15_000;
        private final double[] sums = new double[SLICES];
        private final int[] counts = new int[SLICES];
        private long newest = -1;
        private double sum;
        private long count;

        double averageWith(long timeMs, double value) {
            long slice = timeMs / SLICE_MS;
            newest = newest < 0 ? slice : newest;
            while (newest < slice) {
                int place = (int) (++newest % SLICES);
                sum -= sums[place];
                count -= counts[place];
                sums[place] = 0;
                counts[place] = 0;
            }
            int place = (int) (slice % SLICES);
            sums[place] += value;
            counts[place]++;
            sum += value;
            count++;
            return sum / count;
        }
    }

    /** Mean and deviation of the last hundred values. */
    private static final class LastHundred {
        private static final int SIZE = 100;
        private static final double LEAST_VARIANCE = 1e-9;
        private final double[] ring = new double[SIZE];
        private int count;
        private int next;
        private double sum;
        private double squares;

        double zscoreWith(double value) {
            if (count == SIZE) {
                sum -= ring[next];
                squares -= ring[next] * ring[next];
            } else {
                count++;
            }
            ring[next] = value;
            next = (next + 1) % SIZE;
            sum += value;
            squares += value * value;
            double mean = sum / count;
            double variance = squares / count - mean * mean;
            return variance <= LEAST_VARIANCE ? 0 : (value - mean) / Math.sqrt(variance);
        }
    }
}
