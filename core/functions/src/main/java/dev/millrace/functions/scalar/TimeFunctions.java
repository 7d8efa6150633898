// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.DateTimes;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.util.ArrayList;
import java.util.List;

/** Fields of times, and arithmetic with units. All in UTC. */
final class TimeFunctions {
    private static final String EXAMPLE_TIME = "TIMESTAMP '2026-05-01 10:20:30'";

    private TimeFunctions() {}

    static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>(List.of(extract(), difference(), addition()));
        all.add(field("YEAR", "Year.", "2026"));
        all.add(field("QUARTER", "Quarter, 1 to 4.", "2"));
        all.add(field("MONTH", "Month, 1 to 12.", "5"));
        all.add(field("WEEK", "ISO week of the year, 1 to 53.", "18"));
        all.add(field("DAYOFYEAR", "Day of the year, 1 to 366.", "121"));
        all.add(field("DAYOFMONTH", "Day of the month, 1 to 31.", "1"));
        all.add(field("DAYOFWEEK", "Day of the week, 1 (Sunday) to 7.", "6"));
        all.add(field("HOUR", "Hour, 0 to 23.", "10"));
        all.add(field("MINUTE", "Minute, 0 to 59.", "20"));
        all.add(field("SECOND", "Second, 0 to 59.", "30"));
        return all;
    }

    /** Milliseconds since the epoch, or of the day for TIME. */
    private static long timeMs(Slot slot, DataType type) {
        return type.kind() == TypeKind.DATE ? slot.word * DateTimes.DAY_MS : slot.word;
    }

    private static boolean isTime(DataType type) {
        return Typings.isDay(type) || type.kind() == TypeKind.TIME;
    }

    private static boolean hasFields(DataType type) {
        return isTime(type) || type.kind() == TypeKind.INTERVAL_DAY || type.kind() == TypeKind.INTERVAL_MONTH;
    }

    private static ScalarFunction extract() {
        FunctionDoc doc = new FunctionDoc(
                "EXTRACT(unit FROM time)",
                "Field of a time: MILLENNIUM, CENTURY, DECADE, ISOYEAR, YEAR, QUARTER, MONTH, WEEK (ISO), DAY, DOY, DOW (Sunday is 1), ISODOW, HOUR, MINUTE, SECOND,"
                        + " MILLISECOND and MICROSECOND (of the second), EPOCH (seconds).",
                "EXTRACT(HOUR FROM " + EXAMPLE_TIME + ")",
                "10");
        Definition.Typing typing = Typings.of(DataType.BIGINT, Typings::isText, TimeFunctions::hasFields);
        return Definition.strict("EXTRACT", doc, typing, (arguments, type) -> (slots, slot) -> {
            TimeUnits unit = TimeUnits.of(slots[0].asString());
            slot.setWord(
                    switch (arguments.get(1).kind()) {
                        case INTERVAL_DAY -> unit.ofLength(slots[1].word);
                        case INTERVAL_MONTH -> unit.ofMonths(slots[1].word);
                        default -> unit.of(timeMs(slots[1], arguments.get(1)));
                    });
        });
    }

    private static ScalarFunction field(String name, String text, String result) {
        FunctionDoc doc = new FunctionDoc(name + "(time)", text, name + "(" + EXAMPLE_TIME + ")", result);
        TimeUnits unit = TimeUnits.of(name);
        return Definition.strict(
                name,
                doc,
                Typings.of(DataType.BIGINT, TimeFunctions::isTime),
                (arguments, type) -> (slots, slot) -> slot.setWord(unit.of(timeMs(slots[0], arguments.get(0)))));
    }

    private static ScalarFunction difference() {
        FunctionDoc doc = new FunctionDoc(
                "TIMESTAMPDIFF(unit, from, to)",
                "Whole units between two times, negative when the second is earlier.",
                "TIMESTAMPDIFF(MINUTE, " + EXAMPLE_TIME + ", TIMESTAMP '2026-05-01 11:00:00')",
                "39");
        Definition.Typing typing = Typings.of(DataType.INT, Typings::isText, Typings::isDay, Typings::isDay);
        return Definition.strict(
                "TIMESTAMPDIFF",
                doc,
                typing,
                (arguments, type) -> (slots, slot) -> slot.setWord(TimeUnits.of(slots[0].asString())
                        .between(timeMs(slots[1], arguments.get(1)), timeMs(slots[2], arguments.get(2)))));
    }

    private static ScalarFunction addition() {
        FunctionDoc doc = new FunctionDoc(
                "TIMESTAMPADD(unit, count, time)",
                "Time so many units later; a day that the month does not have becomes its last one.",
                "TIMESTAMPADD(HOUR, 2, " + EXAMPLE_TIME + ")",
                "2026-05-01 12:20:30.000");
        Definition.Typing typing = Typings.of(DataType.TIMESTAMP, Typings::isText, Typings::isInteger, Typings::isDay);
        return Definition.strict("TIMESTAMPADD", doc, typing, (arguments, type) -> (slots, slot) -> {
            long timeMs = timeMs(slots[2], arguments.get(2));
            long movedMs = TimeUnits.of(slots[0].asString()).plus(timeMs, slots[1].word);
            slot.setWord(type.kind() == TypeKind.DATE ? Math.floorDiv(movedMs, DateTimes.DAY_MS) : movedMs);
        });
    }
}
