// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect;

import java.util.List;

/** Options that every table has, whatever its connector. */
public final class CommonOptions {
    public static final Option<String> CONNECTOR = Option.required("connector", "Name of the outside system.");
    public static final Option<String> FORMAT = Option.text("format", "json", "Form of the payloads: json or csv.");
    public static final Option<String> TOPIC = Option.text(
            "topic", null, "Kafka topic of the table; readings.<table> or results.<pipeline>.<table> when missing.");
    public static final Option<String> KEY_FIELDS = Option.text(
            "key.fields",
            null,
            "Columns whose values decide the partition, separated by ';': the device of a reading.");
    public static final Option<String> TIME_CLOCK = Option.choice(
            "time.clock",
            "key",
            List.of("key", "stream"),
            "Whose clock closes windows: each key's own or one for the table.");
    public static final Option<Long> TIME_IDLE =
            Option.duration("time.idle", "10 s", "Silence after which the windows of a key fire without it.");
    public static final Option<Long> TIME_MAX_AHEAD = Option.duration(
            "time.max-ahead", "1 min", "Readings further ahead of their arrival go to the ledger as AHEAD.");
    public static final Option<Long> TIME_ALLOWED_LATENESS = Option.duration(
            "time.allowed-lateness", "1 min", "How long a fired window still takes rows and is corrected.");
    public static final Option<Long> STATE_TTL =
            Option.duration("state.ttl", "7 d", "State of a key without rows is dropped after this much event time.");
    public static final Option<String> DEDUPE_KEY = Option.text(
            "dedupe.key", null, "Columns that identify a reading, separated by ';', a sequence number last.");
    public static final Option<Long> DEDUPE_HORIZON =
            Option.duration("dedupe.horizon", "1 h", "How long a reading is remembered to find its duplicates.");
    public static final Option<String> EMIT = Option.choice(
            "emit",
            "on-close",
            List.of("on-close", "eager", "final"),
            "When results of an INSERT into the table appear.");

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(
            CONNECTOR,
            FORMAT,
            TOPIC,
            KEY_FIELDS,
            TIME_CLOCK,
            TIME_IDLE,
            TIME_MAX_AHEAD,
            TIME_ALLOWED_LATENESS,
            STATE_TTL,
            DEDUPE_KEY,
            DEDUPE_HORIZON,
            EMIT);

    private CommonOptions() {}
}
