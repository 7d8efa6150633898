// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.connect.Option;
import java.util.List;

/** Options of the engine spark; here, so that they are documented without Spark. What begins with {@code spark.} goes to Spark. */
public final class SparkOptions {
    public static final Option<String> MASTER = Option.text(
            "master",
            "local[*]",
            "Where Spark runs: local[N] with N threads in its own process, local[*] with one for each core. Clusters of Spark are not supported yet.");

    public static final Option<Long> PARTITIONS = Option.number(
            "partitions",
            4,
            1,
            1000,
            "Partitions of tasks behind a change of key. A stream keeps the number that it was begun with.");

    public static final Option<Long> TRIGGER = Option.duration(
            "trigger.interval", "1 s", "How often a stream takes what has arrived; results wait for it.");

    public static final Option<Long> BATCH_RECORDS = Option.number(
            "batch.records",
            200_000,
            1,
            1_000_000_000,
            "Records that a stream takes at once at most, over all topics; they are on the heap at the same time.");

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(MASTER, PARTITIONS, TRIGGER, BATCH_RECORDS);

    private SparkOptions() {}
}
