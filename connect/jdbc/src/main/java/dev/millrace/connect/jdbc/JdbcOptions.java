// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.jdbc;

import dev.millrace.connect.Option;
import java.util.List;

/** Options of the jdbc connector; names and defaults are those of Flink's. */
public final class JdbcOptions {
    static final String NONE = "NONE";
    static final String PARTIAL = "PARTIAL";

    public static final Option<String> URL =
            Option.required("url", "Address of the database, for example jdbc:postgresql://db:5432/plant.");
    public static final Option<String> TABLE =
            Option.required("table-name", "Name of the table there, with its schema if need be: public.devices.");
    public static final Option<String> USERNAME = Option.text("username", null, "User of the database.");
    public static final Option<String> PASSWORD = Option.secret("password", "Password of the user.");
    public static final Option<Long> TIMEOUT = Option.duration(
            "connection.max-retry-timeout",
            "60 s",
            "Longest wait for a connection and for one answer, 1 s to 10 min; after it the question is repeated.");

    public static final Option<String> CACHE = Option.choice(
            "lookup.cache",
            NONE,
            List.of(NONE, PARTIAL),
            "PARTIAL keeps answers, so that a change in the database is seen only when its answer has expired.");
    public static final Option<Long> CACHE_ROWS = Option.number(
            "lookup.partial-cache.max-rows",
            10_000,
            1,
            100_000_000,
            "Rows that the cache of a join keeps at most in one process; a key without rows counts as one.");
    public static final Option<Long> EXPIRE_AFTER_WRITE = Option.duration(
            "lookup.partial-cache.expire-after-write",
            null,
            "Age at which an answer is asked for again; never if missing.");
    public static final Option<Long> EXPIRE_AFTER_ACCESS = Option.duration(
            "lookup.partial-cache.expire-after-access", null, "Time without use after which an answer is forgotten.");
    public static final Option<Boolean> CACHE_MISSING =
            Option.bool("lookup.partial-cache.cache-missing-key", true, "Whether it is kept that a key has no row.");
    public static final Option<Long> LOOKUP_RETRIES = Option.number(
            "lookup.max-retries",
            3,
            0,
            100,
            "Repeats of a question that failed, 1 s, 2 s, 3 s and so on later; then its rows go to the ledger as UNANSWERED.");

    public static final Option<Long> FLUSH_ROWS =
            Option.number("sink.buffer-flush.max-rows", 100, 1, 100_000, "Rows that are written together at most.");
    public static final Option<Long> FLUSH_INTERVAL = Option.duration(
            "sink.buffer-flush.interval", "1 s", "Longest time that a row waits for others while more of them come.");
    public static final Option<Long> SINK_RETRIES = Option.number(
            "sink.max-retries", 3, 0, 100, "Repeats of a write that failed, 1 s, 2 s, 3 s and so on later.");

    static final List<Option<?>> ALL = List.of(
            URL,
            TABLE,
            USERNAME,
            PASSWORD,
            TIMEOUT,
            CACHE,
            CACHE_ROWS,
            EXPIRE_AFTER_WRITE,
            EXPIRE_AFTER_ACCESS,
            CACHE_MISSING,
            LOOKUP_RETRIES,
            FLUSH_ROWS,
            FLUSH_INTERVAL,
            SINK_RETRIES);

    private JdbcOptions() {}
}
