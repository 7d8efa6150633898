// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.connect.Option;
import dev.millrace.kernel.host.TaskOptions;
import java.util.List;

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

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(STATE_BACKEND, HOT_KEYS, MAX_KEYS);

    private FlinkOptions() {}
}
