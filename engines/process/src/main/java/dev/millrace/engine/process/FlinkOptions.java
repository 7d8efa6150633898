// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.connect.Option;
import dev.millrace.kernel.host.TaskOptions;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Options of the engine flink; here, so that they are checked and documented without Flink. Set with {@code SET} or on the command line. */
public final class FlinkOptions {
    /** All state is on the heap of the task managers. */
    public static final String HASHMAP = "hashmap";

    public static final Option<String> STATE_BACKEND = Option.choice(
            "state.backend.type",
            HASHMAP,
            List.of(HASHMAP, "rocksdb", "forst"),
            "Where Flink keeps state between checkpoints: on the heap; or in RocksDB or ForSt on disk, and then \"state.hot-keys\""
                    + " keys are on the heap besides.");

    public static final Option<Long> HOT_KEYS = Option.number(
            "state.hot-keys",
            TaskOptions.DEFAULT_HOT_KEYS,
            1,
            Integer.MAX_VALUE,
            "With a state backend on disk: keys that a stage of one partition has on the heap at most.");

    public static final Option<Long> MAX_KEYS = Option.number(
            "state.max-keys",
            TaskOptions.DEFAULT_MAX_KEYS,
            1,
            Integer.MAX_VALUE,
            "Keys that a stage of one partition keeps at most; rows of further keys go to the ledger as OVERFLOW.");

    public static final Option<Long> PARTITIONS = Option.number(
            "partitions",
            4,
            1,
            1000,
            "Partitions of topics that the engine makes and of the work between two changes of key: the most threads that can"
                    + " share it. Fixed for the life of a pipeline's state.");

    public static final Option<Long> PARALLELISM = Option.number(
            "parallelism.default", 1, 1, 1000, "Threads, and slots of a cluster, that the pipeline takes.");

    public static final Option<Long> CHECKPOINT_INTERVAL = Option.duration(
            "execution.checkpointing.interval",
            "500 ms",
            "How often a checkpoint is taken and results are committed; readers of committed results wait for it. Each checkpoint of"
                    + " the heap writes all state, so large states want longer ones or a backend on disk.");

    public static final Option<String> GUARANTEE = Option.choice(
            "sink.delivery-guarantee",
            "exactly-once",
            List.of("exactly-once", "at-least-once"),
            "Whether results that a crash left uncommitted may be seen twice by readers of committed results.");

    public static final Option<Long> RETENTION = Option.duration(
            "results.retention", "7 d", "How long result and ledger topics that the engine makes keep records.");

    public static final Option<Long> BUFFER_TIMEOUT = Option.duration(
            "execution.buffer-timeout.interval",
            "2 ms",
            "How long a row may wait for others on its way to the next task.");

    /** Prefix of settings that go to Kafka clients as they are. */
    public static final String PROPERTIES = "properties.";

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(
            PARTITIONS,
            PARALLELISM,
            CHECKPOINT_INTERVAL,
            GUARANTEE,
            STATE_BACKEND,
            HOT_KEYS,
            MAX_KEYS,
            RETENTION,
            BUFFER_TIMEOUT);

    private FlinkOptions() {}

    /** Option texts from settings that users give without prefix: what is no option of the engine is for Kafka clients. */
    public static SortedMap<String, String> texts(Map<String, String> given) {
        List<String> own = ALL.stream().map(Option::name).toList();
        SortedMap<String, String> texts = new TreeMap<>();
        given.forEach((name, value) -> texts.put(own.contains(name) ? name : PROPERTIES + name, value));
        return texts;
    }
}
