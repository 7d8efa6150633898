// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** A recorded CSV of the shared data, read by nothing of the product; its first column is the time. */
record Recording(Path file, String timeColumn, String valueColumn, long[] timesMs, double[] values) {
    static final String DEVICE = "recorded";
    private static final double NEAR = 1e-9;

    /** Skips the test where the shared data is not there. */
    static Recording read(String name, char delimiter, String valueColumn) {
        Path file = Path.of(System.getProperty("millrace.shared", "../shared"))
                .resolve("data")
                .resolve(name)
                .normalize();
        Assumptions.assumeTrue(Files.exists(file), "the recording " + file + " is not here");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String cut = Pattern.quote(String.valueOf(delimiter));
            List<String> header = Arrays.asList(lines.readLine().split(cut));
            int value = header.indexOf(valueColumn);
            List<String[]> rows = new ArrayList<>();
            lines.lines().filter(line -> !line.isBlank()).forEach(line -> rows.add(line.split(cut)));
            return new Recording(
                    file,
                    header.get(0),
                    valueColumn,
                    rows.stream().mapToLong(row -> epochMs(row[0])).toArray(),
                    rows.stream()
                            .mapToDouble(row -> Double.parseDouble(row[value]))
                            .toArray());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long epochMs(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }

    int rows() {
        return values.length;
    }

    /** Every reading as text, sorted. */
    List<String> readings() {
        List<String> readings = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            readings.add(DEVICE + " " + timesMs[i] + " " + values[i]);
        }
        return readings.stream().sorted().toList();
    }

    /** What a window of the recording must say. */
    record Window(long n, double mean, double low, double high) {
        /** Count, mean, least and greatest; the mean to nine digits, as sums in another order differ in the last ones. */
        boolean isNear(double[] found) {
            return found[0] == n
                    && Math.abs(found[1] - mean) <= NEAR * Math.abs(mean)
                    && found[2] == low
                    && found[3] == high;
        }
    }

    /** Tumbling windows by their start. */
    Map<Long, Window> windows(long sizeMs) {
        Map<Long, DoubleSummaryStatistics> statistics = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            statistics
                    .computeIfAbsent(Math.floorDiv(timesMs[i], sizeMs) * sizeMs, start -> new DoubleSummaryStatistics())
                    .accept(values[i]);
        }
        Map<Long, Window> windows = new TreeMap<>();
        statistics.forEach(
                (start, s) -> windows.put(start, new Window(s.getCount(), s.getAverage(), s.getMin(), s.getMax())));
        return windows;
    }
}
