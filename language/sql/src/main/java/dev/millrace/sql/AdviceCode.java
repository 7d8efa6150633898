// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.ErrorCode;

/** What {@code millrace check} warns of: a pipeline that runs, but hurts later. A warning never changes the exit code. */
public enum AdviceCode implements ErrorCode {
    STRICT_WINDOWS(
            "CHK-101",
            "Warning: windows take no row that is later than the watermark.",
            "Raise time.allowed-lateness, or say that it is meant with 'emit' = 'final'."),
    LONG_STATE(
            "CHK-102",
            "Warning: the state of a key that is silent is kept for more than a month.",
            "Lower state.ttl to the longest silence after which a device is still the same."),
    UNBOUNDED_FRAME(
            "CHK-103",
            "Warning: an OVER frame begins with the first row that a key ever had.",
            "Give the frame a beginning in rows or time."),
    ONE_KEY(
            "CHK-104",
            "Warning: a stage without key columns sends all rows through one partition.",
            "Partition or group by the device."),
    ARRIVAL_TIME(
            "CHK-105",
            "Warning: time is when a reading arrived, not when it was taken.",
            "Use a time column of the reading."),
    NO_DEDUPE(
            "CHK-106",
            "Warning: a reading that is sent twice counts twice.",
            "Give the reading a sequence number and name it in dedupe.key."),
    ONE_PARTITION(
            "CHK-107",
            "Warning: a table with one clock for all its rows has one partition and one task.",
            "Use time.clock = key unless the whole table must share a clock."),
    NOT_REPEATABLE(
            "CHK-108",
            "Warning: a sink is told of corrections but has no key to apply them by.",
            "Give the table a PRIMARY KEY or 'emit' = 'final'."),
    NOT_PORTABLE(
            "CHK-109",
            "Warning: Apache Flink refuses a part of the text or gives it another meaning.",
            "Write it as the message says when the text has to run there, too."),
    WINDOWS_OVER_RESULTS(
            "CHK-110",
            "Warning: windows over results keep their rows until state.ttl.",
            "Lower state.ttl to the longest time that a device may be cut off, or say 'emit' = 'final'.");

    private final String id;
    private final String meaning;
    private final String cure;

    AdviceCode(String id, String meaning, String cure) {
        this.id = id;
        this.meaning = meaning;
        this.cure = cure;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Category category() {
        return Category.USER;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public String cure() {
        return cure;
    }
}
