// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** What is measured: a feed, a pipeline, and what must come out. */
public enum Workload {
    W1(
            "tumbling window of 5 minutes: average, least, greatest and number",
            FeedShape.STEADY,
            2_000,
            Reference::windows),
    W2("average of the last hour every 15 s: meters below half of it", FeedShape.METERS, 10_000, Reference::halved),
    W3("vibration, then temperature within 60 s", FeedShape.MACHINES, 2_000, Reference::sequences),
    W4("z-score over the last 100 values", FeedShape.OUTLIERS, 2_000, Reference::outliers),
    W5("sessions with a gap of 30 minutes", FeedShape.USERS, 10_000, Reference::sessions),
    W6("look-up in a table of 10,000 devices, two routes", FeedShape.MIXED, 2_000, Reference::routed);

    /** Readings of a key before the hour of W2 is full. */
    private static final int FULL_HOUR = 240;

    private final String title;
    private final FeedShape shape;
    private final int keys;
    private final BiFunction<Feed, Long, Answer> reference;

    Workload(String title, FeedShape shape, int keys, BiFunction<Feed, Long, Answer> reference) {
        this.title = title;
        this.shape = shape;
        this.keys = keys;
        this.reference = reference;
    }

    /** Workload of a name such as {@code w1}, in any case. */
    public static Optional<Workload> named(String name) {
        for (Workload workload : values()) {
            if (workload.name().equalsIgnoreCase(name)) {
                return Optional.of(workload);
            }
        }
        return Optional.empty();
    }

    /** {@code w1}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One line. */
    public String title() {
        return title;
    }

    /** Keys when none are asked for. */
    public int defaultKeys() {
        return keys;
    }

    /** Most keys whose feed fits into half of a heap. */
    public int keysMax(long heapBytes) {
        return FeedBlock.keysMax(shape, heapBytes);
    }

    FeedShape shape() {
        return shape;
    }

    /** Readings that must have passed before windows hold as much as they ever will. */
    long warmReadings(int keyCount) {
        return this == W2 ? (long) FULL_HOUR * keyCount : 0;
    }

    /** What must come out of the first so many readings. */
    public Answer expected(Feed feed, long readings) {
        return reference.apply(feed, readings);
    }

    /** The pipeline. */
    public String sql() {
        try (InputStream in = Workload.class.getResourceAsStream(label() + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
