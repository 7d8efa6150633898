// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.DateTimes;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Units of EXTRACT, FLOOR and time differences. Weeks begin on Monday for WEEK (ISO), days of the week with Sunday as 1. */
enum TimeUnits {
    MICROSECOND(0),
    MILLISECOND(1),
    SECOND(1000),
    MINUTE(60_000),
    HOUR(3_600_000),
    DAY(DateTimes.DAY_MS),
    WEEK(7 * DateTimes.DAY_MS),
    MONTH(0),
    QUARTER(0),
    YEAR(0),
    DECADE(0),
    CENTURY(0),
    MILLENNIUM(0),
    ISOYEAR(0),
    DOW(0),
    ISODOW(0),
    DOY(0),
    EPOCH(0);

    /** A Sunday: as in Flink weeks are rounded to it, though EXTRACT counts ISO weeks from Monday. */
    private static final long SUNDAY_MS = -4 * DateTimes.DAY_MS;

    private final long lengthMs;

    TimeUnits(long lengthMs) {
        this.lengthMs = lengthMs;
    }

    /** By SQL name, upper or lower case, plural forms and DAYOFWEEK included. */
    static TimeUnits of(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String single = upper.endsWith("S") ? upper.substring(0, upper.length() - 1) : upper;
        return switch (single) {
            case "DAYOFWEEK" -> DOW;
            case "DAYOFYEAR" -> DOY;
            case "DAYOFMONTH" -> DAY;
            default -> {
                for (TimeUnits unit : values()) {
                    if (unit.name().equals(single)) {
                        yield unit;
                    }
                }
                throw new IllegalArgumentException("'" + name + "' is no unit of time such as 'MINUTE'");
            }
        };
    }

    /** Field of a time, for example the hour of the day. */
    long of(long timeMs) {
        return switch (this) {
            case MICROSECOND -> Math.floorMod(timeMs, 1000L) * 1000;
            case MILLISECOND -> Math.floorMod(timeMs, 1000L);
            case SECOND -> Math.floorMod(Math.floorDiv(timeMs, 1000L), 60L);
            case MINUTE -> Math.floorMod(Math.floorDiv(timeMs, 60_000L), 60L);
            case HOUR -> Math.floorMod(Math.floorDiv(timeMs, 3_600_000L), 24L);
            case EPOCH -> Math.floorDiv(timeMs, 1000L);
            default -> calendarField(DateTimes.toDateTime(timeMs));
        };
    }

    private long calendarField(LocalDateTime time) {
        return switch (this) {
            case DAY -> time.getDayOfMonth();
            case WEEK -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTH -> time.getMonthValue();
            case QUARTER -> time.get(IsoFields.QUARTER_OF_YEAR);
            case YEAR -> time.getYear();
            case DECADE -> Math.floorDiv(time.getYear(), 10);
            case CENTURY -> (time.getYear() + 99) / 100;
            case MILLENNIUM -> (time.getYear() + 999) / 1000;
            case ISOYEAR -> time.get(IsoFields.WEEK_BASED_YEAR);
            case DOW -> time.getDayOfWeek().getValue() % 7 + 1;
            case ISODOW -> time.getDayOfWeek().getValue();
            case DOY -> time.get(ChronoField.DAY_OF_YEAR);
            default -> throw new IllegalArgumentException(name() + " is no field of a calendar");
        };
    }

    /** Field of a length of time in milliseconds: whole days, then the hours that are left, and so on. */
    long ofLength(long lengthMs) {
        return switch (this) {
            case DAY -> lengthMs / DateTimes.DAY_MS;
            case HOUR -> lengthMs / 3_600_000 % 24;
            case MINUTE -> lengthMs / 60_000 % 60;
            case SECOND -> lengthMs / 1000 % 60;
            case MILLISECOND -> lengthMs % 1000;
            case EPOCH -> lengthMs / 1000;
            default -> throw new IllegalArgumentException(name() + " is no field of a length of time in days");
        };
    }

    /** Field of a length of time in months. */
    long ofMonths(long months) {
        return switch (this) {
            case MONTH -> months % 12;
            case QUARTER -> months % 12 / 3 + 1;
            case YEAR -> months / 12;
            default -> throw new IllegalArgumentException(name() + " is no field of a length of time in months");
        };
    }

    /** Start of the unit that a time is in. */
    long floor(long timeMs) {
        if (lengthMs > 0) {
            long from = this == WEEK ? SUNDAY_MS : 0;
            return timeMs - Math.floorMod(timeMs - from, lengthMs);
        }
        LocalDateTime day = DateTimes.toDateTime(timeMs).toLocalDate().atStartOfDay();
        return DateTimes.toEpochMs(
                switch (this) {
                    case MONTH -> day.withDayOfMonth(1);
                    case QUARTER ->
                        day.withDayOfMonth(1)
                                .withMonth(day.getMonth().firstMonthOfQuarter().getValue());
                    case YEAR -> day.withDayOfYear(1);
                    case DECADE -> day.withDayOfYear(1).withYear(Math.floorDiv(day.getYear(), 10) * 10);
                    case CENTURY -> day.withDayOfYear(1).withYear(Math.floorDiv(day.getYear() - 1, 100) * 100 + 1);
                    default -> throw new IllegalArgumentException("no time can be rounded to " + name());
                });
    }

    /** A time so many units later. */
    long plus(long timeMs, long count) {
        if (lengthMs > 0) {
            return Math.addExact(timeMs, Math.multiplyExact(count, lengthMs));
        }
        return DateTimes.plusMonths(timeMs, Math.multiplyExact(count, (long) months()));
    }

    /** Whole units from one time to a later one, negative when it is earlier. */
    long between(long fromMs, long toMs) {
        return lengthMs > 0 ? (toMs - fromMs) / lengthMs : DateTimes.monthsBetween(fromMs, toMs) / months();
    }

    private int months() {
        return switch (this) {
            case MONTH -> 1;
            case QUARTER -> 3;
            case YEAR -> 12;
            case DECADE -> 120;
            case CENTURY -> 1200;
            case MILLENNIUM -> 12_000;
            default -> throw new IllegalArgumentException(name() + " has no length");
        };
    }
}
