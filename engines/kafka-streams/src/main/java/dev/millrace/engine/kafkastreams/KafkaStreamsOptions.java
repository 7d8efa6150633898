// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.Option;
import dev.millrace.kernel.host.TaskOptions;
import java.util.List;

/** Options of the engine, set with {@code SET} or on the command line; besides them {@code properties.*} pass to Kafka. */
public final class KafkaStreamsOptions {
    /** Prefix of settings that go to Kafka Streams as they are. */
    public static final String PROPERTIES = "properties.";

    public static final Option<Long> PARTITIONS = Option.number(
            "partitions",
            4,
            1,
            1000,
            "Partitions of topics that the engine makes: the most processes and threads that can share the work.");

    public static final Option<Long> THREADS =
            Option.number("num.stream.threads", 1, 1, 256, "Threads of this process that run the pipeline.");

    public static final Option<String> GUARANTEE = Option.choice(
            "processing.guarantee",
            "exactly_once_v2",
            List.of("exactly_once_v2", "at_least_once"),
            "Whether results of a crashed process that were not committed yet may be seen twice by readers of committed results.");

    public static final Option<Long> COMMIT_INTERVAL = Option.duration(
            "commit.interval.ms",
            "100 ms",
            "How often results are committed, 10 ms to 1 min; readers of committed results wait for it.");

    public static final Option<String> STATE_STORE = Option.choice(
            "state.store",
            "heap",
            List.of("heap"),
            "Where state lives: objects on the heap, with a changelog topic behind them.");

    public static final Option<Long> MAX_KEYS = Option.number(
            "state.max-keys",
            TaskOptions.DEFAULT_MAX_KEYS,
            1,
            Integer.MAX_VALUE,
            "Keys that a stage of one partition keeps at most; rows of further keys go to the ledger as OVERFLOW.");

    public static final Option<Long> RETENTION = Option.duration(
            "results.retention", "7 d", "How long result and ledger topics that the engine makes keep records.");

    /** All of them. */
    public static final List<Option<?>> ALL =
            List.of(PARTITIONS, THREADS, GUARANTEE, COMMIT_INTERVAL, STATE_STORE, MAX_KEYS, RETENTION);

    private KafkaStreamsOptions() {}
}
