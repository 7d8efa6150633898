// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.Option;
import dev.millrace.kernel.host.TaskOptions;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Options of the engine, set with {@code SET} or on the command line; besides them {@code properties.*} pass to Kafka. */
public final class KafkaStreamsOptions {
    /** All state is on the heap. */
    static final String HEAP = "heap";

    /** State that is not needed at the moment is in RocksDB. */
    static final String ROCKSDB = "rocksdb";

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
            HEAP,
            List.of(HEAP, ROCKSDB),
            "Where state lives: all of it on the heap, or the state of \"state.hot-keys\" keys on the heap and that of the others"
                    + " in RocksDB in the data folder. Either way there is a changelog topic behind it.");

    public static final Option<Long> HOT_KEYS = Option.number(
            "state.hot-keys",
            TaskOptions.DEFAULT_HOT_KEYS,
            1,
            Integer.MAX_VALUE,
            "With \"state.store\" = rocksdb: keys that a stage of one partition has on the heap at most. The state of another key is"
                    + " fetched when a row of it comes or its windows or patterns are due; until then it takes about 150 bytes"
                    + " of heap.");

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
            List.of(PARTITIONS, THREADS, GUARANTEE, COMMIT_INTERVAL, STATE_STORE, HOT_KEYS, MAX_KEYS, RETENTION);

    private KafkaStreamsOptions() {}

    /** Option texts from settings that users give without prefix: what is no option of the engine is for Kafka. */
    public static SortedMap<String, String> texts(Map<String, String> given) {
        List<String> own = ALL.stream().map(Option::name).toList();
        SortedMap<String, String> texts = new TreeMap<>();
        given.forEach((name, value) -> texts.put(own.contains(name) ? name : PROPERTIES + name, value));
        return texts;
    }
}
