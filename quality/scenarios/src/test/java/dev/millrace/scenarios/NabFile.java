// SPDX-License-Identifier: Apache-2.0
package dev.millrace.scenarios;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A series of the Numenta Anomaly Benchmark and what each of its rows is worth when it is called an anomaly (Lavin and Ahmad
 * 2015, arXiv:1510.03336, standard profile). A window counts once, by its best placed alarm, the earlier the better; an alarm
 * outside costs {@link #FALSE_ALARM} at most, less shortly after a window; a window without alarm costs 1. The first part of a
 * series does not count.
 */
final class NabFile {
    private static final double FALSE_ALARM = 0.11;
    private static final double PROBATION = 0.15;
    private static final int PROBATION_ROWS = 5000;
    /** Distance in widths of the last window from which an alarm costs all. */
    private static final double FAR = 3;

    private final String group;
    private final List<LocalDateTime> times = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private final int[][] windows;

    /** What one threshold gives. {@code gain} is above no alarm at all; the best is 2 a window. */
    record Result(double gain, int windows, int hits, int falseAlarms) {
        static final Result NONE = new Result(0, 0, 0, 0);

        Result plus(Result other) {
            return new Result(
                    gain + other.gain, windows + other.windows, hits + other.hits, falseAlarms + other.falseAlarms);
        }

        /** 100 is perfect, 0 is no alarm at all. */
        double score() {
            return windows == 0 ? 0 : 100 * gain / (2 * windows);
        }
    }

    /**
     * Reads a series.
     *
     * @param bounds begin and end of each window, both times of the series
     */
    NabFile(Path file, List<LocalDateTime[]> bounds) throws IOException {
        group = file.getParent().getFileName().toString();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int comma = line.indexOf(',');
                times.add(LocalDateTime.parse(line.substring(0, comma).replace(' ', 'T')));
                values.add(Double.valueOf(line.substring(comma + 1)));
            }
        }
        windows = bounds.stream()
                .map(b -> new int[] {times.indexOf(b[0]), times.indexOf(b[1])})
                .toArray(int[][]::new);
    }

    String group() {
        return group;
    }

    int size() {
        return values.size();
    }

    long timeMs(int row) {
        return times.get(row).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    double value(int row) {
        return values.get(row);
    }

    /** Worth of all rows whose score reaches a threshold. */
    Result at(double threshold, double[] scores) {
        double[] best = new double[windows.length];
        Arrays.fill(best, Double.NaN);
        double lost = 0;
        int falseAlarms = 0;
        for (int row = (int) (PROBATION * Math.min(size(), PROBATION_ROWS)); row < size(); row++) {
            if (scores[row] < threshold) {
                continue;
            }
            int window = windowOf(row);
            if (window < 0) {
                lost += FALSE_ALARM * outside(row);
                falseAlarms++;
            } else if (Double.isNaN(best[window])) {
                best[window] = inside(row, windows[window]);
            }
        }
        double[] found = Arrays.stream(best).filter(b -> !Double.isNaN(b)).toArray();
        return new Result(Arrays.stream(found).sum() + found.length + lost, windows.length, found.length, falseAlarms);
    }

    private int windowOf(int row) {
        for (int i = 0; i < windows.length; i++) {
            if (row >= windows[i][0] && row <= windows[i][1]) {
                return i;
            }
        }
        return -1;
    }

    private static double inside(int row, int[] window) {
        double width = window[1] - window[0] + 1;
        return sigmoid(-(window[1] - row + 1) / width) / sigmoid(-1);
    }

    private double outside(int row) {
        int[] last = null;
        for (int[] window : windows) {
            last = window[1] < row ? window : last;
        }
        return last == null ? -1 : sigmoid((row - last[1]) / (double) (last[1] - last[0]));
    }

    private static double sigmoid(double distance) {
        return distance > FAR ? -1 : 2 / (1 + Math.exp(5 * distance)) - 1;
    }
}
