// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Text and calendar of DATE (days), TIME (milliseconds of the day) and TIMESTAMP (epoch milliseconds), all in UTC. */
public final class DateTimes {
    public static final long DAY_MS = 86_400_000L;

    private DateTimes() {}

    public static LocalDateTime toDateTime(long epochMs) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(epochMs, 1000L), (int) Math.floorMod(epochMs, 1000L) * 1_000_000, ZoneOffset.UTC);
    }

    public static long toEpochMs(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) * 1000 + time.getNano() / 1_000_000;
    }

    /** Adds months; a day that the month does not have becomes its last one. */
    public static long plusMonths(long epochMs, long months) {
        return toEpochMs(toDateTime(epochMs).plusMonths(months));
    }

    /** Adds months to days since 1970-01-01. */
    public static long plusMonthsToDate(long days, long months) {
        return LocalDate.ofEpochDay(days).plusMonths(months).toEpochDay();
    }

    /**
     * Whole months from one time to a later one, negative when it is earlier. As in Flink the last day of a shorter month
     * completes the month: from January 31 to February 28 is one.
     */
    public static long monthsBetween(long fromMs, long toMs) {
        if (toMs < fromMs) {
            return -monthsBetween(toMs, fromMs);
        }
        long months = ChronoUnit.MONTHS.between(toDateTime(fromMs), toDateTime(toMs));
        return plusMonths(fromMs, months + 1) <= toMs ? months + 1 : months;
    }

    /** {@code yyyy-MM-dd HH:mm:ss} and, for a precision above 0, a point and that many digits. */
    public static String formatTimestamp(long epochMs, int precision) {
        long day = Math.floorDiv(epochMs, DAY_MS);
        return formatDate(day) + ' ' + formatTime(epochMs - day * DAY_MS, precision);
    }

    public static String formatDate(long days) {
        return LocalDate.ofEpochDay(days).toString();
    }

    /** {@code HH:mm:ss} and, for a precision above 0, a point and that many digits. */
    public static String formatTime(long dayMs, int precision) {
        StringBuilder text = new StringBuilder(12);
        twoDigits(text, dayMs / 3_600_000).append(':');
        twoDigits(text, dayMs / 60_000 % 60).append(':');
        twoDigits(text, dayMs / 1000 % 60);
        if (precision > 0) {
            text.append('.');
            long rest = dayMs % 1000 * 1_000_000;
            for (int i = 0, unit = 100_000_000; i < precision; i++, unit /= 10) {
                text.append((char) ('0' + rest / unit % 10));
            }
        }
        return text.toString();
    }

    private static StringBuilder twoDigits(StringBuilder text, long value) {
        return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    /**
     * Reads {@code yyyy-MM-dd}, {@code yyyy-MM-dd HH:mm}, {@code yyyy-MM-dd HH:mm:ss} with any fraction; {@code T} may stand
     * for the space, {@code Z} or an offset such as {@code +02:00} may follow. Digits after milliseconds are cut off.
     */
    public static long parseTimestamp(String text) {
        DateTimeScanner scanner = new DateTimeScanner(text.trim(), "TIMESTAMP");
        long ms = scanner.date() * DAY_MS;
        if (scanner.accept(' ') || scanner.accept('T')) {
            ms += scanner.time();
            ms -= scanner.zoneMs();
        }
        scanner.end();
        return ms;
    }

    /** Reads {@code yyyy-MM-dd}; a time of day after it is ignored. */
    public static long parseDate(String text) {
        return Math.floorDiv(parseTimestamp(text), DAY_MS);
    }

    /** Reads {@code HH:mm} or {@code HH:mm:ss} with any fraction. */
    public static long parseTime(String text) {
        DateTimeScanner scanner = new DateTimeScanner(text.trim(), "TIME");
        long ms = scanner.time();
        scanner.end();
        return ms;
    }
}
