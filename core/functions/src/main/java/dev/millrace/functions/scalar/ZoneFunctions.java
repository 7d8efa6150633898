// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.DateTimes;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** Wall times of time zones, with the rules of the JVM's time zone database. */
final class ZoneFunctions {
    private static final int SECONDS = 0;

    private ZoneFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(convert(), toZone(), fromZone());
    }

    /** The last zone, looked up; zones are constants or few. */
    static final class LastZone {
        private String name;
        private ZoneId zone;

        ZoneId of(Slot slot) {
            if (!slot.asString().equals(name)) {
                try {
                    zone = ZoneId.of(slot.asString());
                } catch (DateTimeException e) {
                    throw new IllegalArgumentException(
                            "'" + slot.asString() + "' is no time zone such as 'Europe/Berlin' or '+02:00'", e);
                }
                name = slot.asString();
            }
            return zone;
        }
    }

    /** A wall time that a change of the clocks leaves out is moved forward by the gap; of two the earlier is taken. */
    static long toEpochMs(LocalDateTime wall, ZoneId zone) {
        return wall.atZone(zone).toInstant().toEpochMilli();
    }

    private static long toWallMs(long epochMs, ZoneId zone) {
        return DateTimes.toEpochMs(LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMs), zone));
    }

    private static ScalarFunction convert() {
        FunctionDoc doc = new FunctionDoc(
                "CONVERT_TZ(text, from_zone, to_zone)",
                "Wall time of another time zone, as text without a fraction. What is no time or no zone goes to the ledger.",
                "CONVERT_TZ('2026-05-01 10:20:30', 'UTC', 'America/Los_Angeles')",
                "2026-05-01 03:20:30");
        Definition.Typing typing = Typings.of(DataType.STRING, Typings::isText, Typings::isText, Typings::isText);
        return Definition.strict("CONVERT_TZ", doc, typing, (arguments, type) -> {
            LastZone from = new LastZone();
            LastZone to = new LastZone();
            return (slots, slot) -> {
                LocalDateTime wall = DateTimes.toDateTime(DateTimes.parseTimestamp(slots[0].asString()));
                long epochMs = toEpochMs(wall, from.of(slots[1]));
                slot.setObject(DateTimes.formatTimestamp(toWallMs(epochMs, to.of(slots[2])), SECONDS));
            };
        });
    }

    private static ScalarFunction toZone() {
        FunctionDoc doc = new FunctionDoc(
                "TO_LOCAL_TIME(time, zone)",
                "Wall time of a zone at a point in time, as TIMESTAMP; a TIMESTAMP is taken for UTC. For hours and days of a site:"
                        + " HOUR(TO_LOCAL_TIME(ts, 'Europe/Berlin')).",
                "TO_LOCAL_TIME(TIMESTAMP '2026-05-01 10:20:30', 'Europe/Berlin')",
                "2026-05-01 12:20:30.000");
        Definition.Typing typing = Typings.of(DataType.TIMESTAMP, t -> t.kind().isTimestamp(), Typings::isText);
        return Definition.strict("TO_LOCAL_TIME", doc, typing, (arguments, type) -> {
            LastZone zone = new LastZone();
            return (slots, slot) -> slot.setWord(toWallMs(slots[0].word, zone.of(slots[1])));
        });
    }

    private static ScalarFunction fromZone() {
        FunctionDoc doc = new FunctionDoc(
                "FROM_LOCAL_TIME(time, zone)",
                "Point in time of a wall time in a zone, as TIMESTAMP in UTC. A time that the change to summer time leaves out is"
                        + " moved forward by the gap; of two the earlier is taken.",
                "FROM_LOCAL_TIME(TIMESTAMP '2026-05-01 12:20:30', 'Europe/Berlin')",
                "2026-05-01 10:20:30.000");
        Definition.Typing typing = Typings.of(DataType.TIMESTAMP, t -> t.kind() == TypeKind.TIMESTAMP, Typings::isText);
        return Definition.strict("FROM_LOCAL_TIME", doc, typing, (arguments, type) -> {
            LastZone zone = new LastZone();
            return (slots, slot) -> slot.setWord(toEpochMs(DateTimes.toDateTime(slots[0].word), zone.of(slots[1])));
        });
    }
}
