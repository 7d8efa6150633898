// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.DateTimes;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.model.DataType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;

/** Times from and to text and numbers. All in UTC. */
final class TimeTextFunctions {
    private static final String DEFAULT_PATTERN = "yyyy-MM-dd HH:mm:ss";

    private TimeTextFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(toTimestamp(), toTimestampLtz(), toDate(), dateFormat(), unixTimestamp(), fromUnixTime());
    }

    /** The last pattern, compiled; patterns are constants almost always. */
    private static final class LastFormat {
        private String pattern;
        private DateTimeFormatter formatter;

        DateTimeFormatter of(String wanted) {
            if (!wanted.equals(pattern)) {
                formatter = DateTimeFormatter.ofPattern(wanted, Locale.ENGLISH);
                pattern = wanted;
            }
            return formatter;
        }

        /** Epoch milliseconds; what the text does not say is midnight of 1970-01-01. Null when it does not parse. */
        Long parse(String text, String wanted) {
            try {
                TemporalAccessor parsed = of(wanted).parse(text);
                LocalDate date = parsed.query(TemporalQueries.localDate());
                LocalTime time = parsed.query(TemporalQueries.localTime());
                return DateTimes.toEpochMs(LocalDateTime.of(
                        date == null ? LocalDate.EPOCH : date, time == null ? LocalTime.MIDNIGHT : time));
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    private static ScalarFunction toTimestamp() {
        FunctionDoc doc = new FunctionDoc(
                "TO_TIMESTAMP(text[, format])",
                "Time of a text, ISO-8601 or in a Java format; NULL when it does not parse.",
                "TO_TIMESTAMP('01.05.2026 10:20', 'dd.MM.yyyy HH:mm')",
                "2026-05-01 10:20:00.000");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.TIMESTAMP, Typings::isText),
                Typings.of(DataType.TIMESTAMP, Typings::isText, Typings::isText));
        return Definition.strict("TO_TIMESTAMP", doc, typing, (arguments, type) -> {
            LastFormat format = new LastFormat();
            return (slots, slot) -> {
                String text = slots[0].asString();
                Long timeMs = slots.length == 1 ? parsed(text) : format.parse(text, slots[1].asString());
                if (timeMs == null) {
                    slot.setNull();
                } else {
                    slot.setWord(timeMs);
                }
            };
        });
    }

    private static Long parsed(String text) {
        try {
            return DateTimes.parseTimestamp(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ScalarFunction toTimestampLtz() {
        FunctionDoc doc = new FunctionDoc(
                "TO_TIMESTAMP_LTZ(number[, precision]), TO_TIMESTAMP_LTZ(text[, format[, zone]])",
                "Point in time of epoch seconds (precision 0) or epoch milliseconds (precision 3, the default), or of a text in a"
                        + " zone (UTC unless given), NULL when that does not parse.",
                "TO_TIMESTAMP_LTZ(1777630830, 0)",
                "2026-05-01 10:20:30.000");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.TIMESTAMP_LTZ, Typings::isInteger),
                Typings.of(DataType.TIMESTAMP_LTZ, Typings::isInteger, Typings::isInteger),
                Typings.of(DataType.TIMESTAMP_LTZ, Typings::isText),
                Typings.of(DataType.TIMESTAMP_LTZ, Typings::isText, Typings::isText),
                Typings.of(DataType.TIMESTAMP_LTZ, Typings::isText, Typings::isText, Typings::isText));
        return Definition.strict(
                "TO_TIMESTAMP_LTZ",
                doc,
                typing,
                (arguments, type) -> Typings.isText(arguments.get(0))
                        ? ltzOfText()
                        : (slots, slot) -> {
                            long precision = slots.length == 1 ? 3 : slots[1].word;
                            if (precision != 0 && precision != 3) {
                                throw new IllegalArgumentException("precision " + precision + " is neither 0 nor 3");
                            }
                            slot.setWord(precision == 3 ? slots[0].word : Math.multiplyExact(slots[0].word, 1000L));
                        });
    }

    private static ScalarFunction.Invocation ltzOfText() {
        LastFormat format = new LastFormat();
        ZoneFunctions.LastZone zone = new ZoneFunctions.LastZone();
        return (slots, slot) -> {
            String text = slots[0].asString();
            Long timeMs = slots.length == 1 ? parsed(text) : format.parse(text, slots[1].asString());
            if (timeMs == null) {
                slot.setNull();
            } else if (slots.length == 3) {
                slot.setWord(ZoneFunctions.toEpochMs(DateTimes.toDateTime(timeMs), zone.of(slots[2])));
            } else {
                slot.setWord(timeMs);
            }
        };
    }

    private static ScalarFunction toDate() {
        FunctionDoc doc = new FunctionDoc(
                "TO_DATE(text[, format])",
                "Date of a text, ISO-8601 or in a Java format; NULL when it does not parse.",
                "TO_DATE('2026-05-01')",
                "2026-05-01");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.DATE, Typings::isText),
                Typings.of(DataType.DATE, Typings::isText, Typings::isText));
        return Definition.strict("TO_DATE", doc, typing, (arguments, type) -> {
            LastFormat format = new LastFormat();
            return (slots, slot) -> {
                String text = slots[0].asString();
                Long timeMs = slots.length == 1 ? parsed(text) : format.parse(text, slots[1].asString());
                if (timeMs == null) {
                    slot.setNull();
                } else {
                    slot.setWord(Math.floorDiv(timeMs, DateTimes.DAY_MS));
                }
            };
        });
    }

    private static ScalarFunction dateFormat() {
        FunctionDoc doc = new FunctionDoc(
                "DATE_FORMAT(time, format)",
                "Text of a time in a Java format.",
                "DATE_FORMAT(TIMESTAMP '2026-05-01 10:20:30', 'dd.MM.yyyy HH:mm')",
                "01.05.2026 10:20");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.STRING, Typings::isDay, Typings::isText),
                Typings.of(DataType.STRING, Typings::isText, Typings::isText));
        return Definition.strict("DATE_FORMAT", doc, typing, (arguments, type) -> {
            LastFormat format = new LastFormat();
            DataType from = arguments.get(0);
            return (slots, slot) -> {
                long timeMs =
                        switch (from.kind()) {
                            case STRING -> DateTimes.parseTimestamp(slots[0].asString());
                            case DATE -> slots[0].word * DateTimes.DAY_MS;
                            default -> slots[0].word;
                        };
                slot.setObject(format.of(slots[1].asString()).format(DateTimes.toDateTime(timeMs)));
            };
        });
    }

    private static ScalarFunction unixTimestamp() {
        FunctionDoc doc = new FunctionDoc(
                "UNIX_TIMESTAMP(time), UNIX_TIMESTAMP(text[, format])",
                "Epoch seconds of a time.",
                "UNIX_TIMESTAMP('2026-05-01 10:20:30')",
                "1777630830");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.BIGINT, Typings::isDay),
                Typings.of(DataType.BIGINT, Typings::isText),
                Typings.of(DataType.BIGINT, Typings::isText, Typings::isText));
        return Definition.strict("UNIX_TIMESTAMP", doc, typing, (arguments, type) -> {
            LastFormat format = new LastFormat();
            DataType from = arguments.get(0);
            return (slots, slot) -> {
                Long timeMs =
                        switch (from.kind()) {
                            case STRING ->
                                slots.length == 1
                                        ? Long.valueOf(DateTimes.parseTimestamp(slots[0].asString()))
                                        : format.parse(slots[0].asString(), slots[1].asString());
                            case DATE -> slots[0].word * DateTimes.DAY_MS;
                            default -> slots[0].word;
                        };
                if (timeMs == null) {
                    slot.setNull();
                } else {
                    slot.setWord(Math.floorDiv(timeMs, 1000L));
                }
            };
        });
    }

    private static ScalarFunction fromUnixTime() {
        FunctionDoc doc = new FunctionDoc(
                "FROM_UNIXTIME(seconds[, format])",
                "Text of epoch seconds in a Java format, without one '" + DEFAULT_PATTERN + "'.",
                "FROM_UNIXTIME(1777630830)",
                "2026-05-01 10:20:30");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.STRING, Typings::isInteger),
                Typings.of(DataType.STRING, Typings::isInteger, Typings::isText));
        return Definition.strict("FROM_UNIXTIME", doc, typing, (arguments, type) -> {
            LastFormat format = new LastFormat();
            return (slots, slot) -> {
                String pattern = slots.length == 1 ? DEFAULT_PATTERN : slots[1].asString();
                long timeMs = Math.multiplyExact(slots[0].word, 1000L);
                slot.setObject(format.of(pattern).format(DateTimes.toDateTime(timeMs)));
            };
        });
    }
}
