// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import dev.millrace.model.ByteWriter;
import java.time.LocalDate;

/**
 * Dates and times as text. Read: {@code 2026-01-31T10:15:30.123Z} with T or a blank, with or without seconds, any number of
 * digits behind the point (those below a millisecond are cut), without a zone (then it is UTC), with Z or with an offset
 * such as {@code +02:00}, {@code +0200} or {@code +02}.
 */
final class Timestamps {
    /** Given for text that is no such date or time. */
    static final long NONE = Long.MIN_VALUE;

    static final long DAY_MS = 86_400_000;
    private static final int DATE_CHARS = 10;
    private static final int MINUTE_CHARS = 5;
    private static final int SECOND_CHARS = 8;
    /** Days from 0000-03-01 to 1970-01-01. */
    private static final long EPOCH_SHIFT_DAYS = 719_468;
    /** Days of 400 years, after which the calendar repeats. */
    private static final long ERA_DAYS = 146_097;

    private static final int[] MONTH_DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Timestamps() {}

    /** Epoch milliseconds of a date with a time, or {@link #NONE}. */
    static long parseTimestamp(byte[] bytes, int from, int to) {
        if (to - from < DATE_CHARS + 1 + MINUTE_CHARS) {
            return NONE;
        }
        long day = parseDate(bytes, from, from + DATE_CHARS);
        byte between = bytes[from + DATE_CHARS];
        if (day == NONE || between != 'T' && between != 't' && between != ' ') {
            return NONE;
        }
        int zone = from + DATE_CHARS + 1;
        while (zone < to && bytes[zone] != 'Z' && bytes[zone] != 'z' && bytes[zone] != '+' && bytes[zone] != '-') {
            zone++;
        }
        long time = parseTime(bytes, from + DATE_CHARS + 1, zone);
        long offset = parseOffset(bytes, zone, to);
        return time == NONE || offset == NONE ? NONE : day * DAY_MS + time - offset;
    }

    /** Days since 1970-01-01 of {@code yyyy-MM-dd}, or {@link #NONE}. */
    static long parseDate(byte[] bytes, int from, int to) {
        if (to - from != DATE_CHARS || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
            return NONE;
        }
        int year = number(bytes, from, 4);
        int month = number(bytes, from + 5, 2);
        int day = number(bytes, from + 8, 2);
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > MONTH_DAYS[month - 1]) {
            return NONE;
        }
        boolean isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if (month == 2 && day == 29 && !isLeapYear) {
            return NONE;
        }
        return daysOf(year, month, day);
    }

    /** Counts from the first of March, so that the leap day is the last of its year. */
    private static long daysOf(int year, int month, int day) {
        long marchYear = month > 2 ? year : year - 1;
        long era = Math.floorDiv(marchYear, 400);
        long yearOfEra = marchYear - era * 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * ERA_DAYS + dayOfEra - EPOCH_SHIFT_DAYS;
    }

    /** Milliseconds of the day of {@code HH:mm}, {@code HH:mm:ss} or {@code HH:mm:ss.SSS}, or {@link #NONE}. */
    static long parseTime(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < MINUTE_CHARS || bytes[from + 2] != ':') {
            return NONE;
        }
        int hour = number(bytes, from, 2);
        int minute = number(bytes, from + 3, 2);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return NONE;
        }
        long minuteMs = (hour * 60L + minute) * 60_000;
        if (length == MINUTE_CHARS) {
            return minuteMs;
        }
        if (length < SECOND_CHARS || bytes[from + 5] != ':') {
            return NONE;
        }
        int second = number(bytes, from + 6, 2);
        long fractionMs = length == SECOND_CHARS ? 0 : fraction(bytes, from + SECOND_CHARS, to);
        return second < 0 || second > 59 || fractionMs < 0 ? NONE : minuteMs + second * 1000L + fractionMs;
    }

    private static long fraction(byte[] bytes, int from, int to) {
        if (bytes[from] != '.' && bytes[from] != ',' || to == from + 1) {
            return NONE;
        }
        long ms = 0;
        int weight = 100;
        for (int i = from + 1; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return NONE;
            }
            ms += (long) (bytes[i] - '0') * weight;
            weight /= 10;
        }
        return ms;
    }

    private static long parseOffset(byte[] bytes, int from, int to) {
        if (from == to) {
            return 0;
        }
        boolean isZulu = bytes[from] == 'Z' || bytes[from] == 'z';
        if (isZulu) {
            return to == from + 1 ? 0 : NONE;
        }
        int length = to - from - 1;
        boolean hasColon = length == 5 && bytes[from + 3] == ':';
        if (length != 2 && length != 4 && !hasColon) {
            return NONE;
        }
        int hour = number(bytes, from + 1, 2);
        int minute = length == 2 ? 0 : number(bytes, to - 2, 2);
        if (hour < 0 || hour > 18 || minute < 0 || minute > 59) {
            return NONE;
        }
        long offset = (hour * 60L + minute) * 60_000;
        return bytes[from] == '-' ? -offset : offset;
    }

    private static int number(byte[] bytes, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Appends {@code yyyy-MM-dd}, a separator and {@code HH:mm:ss.SSS}. */
    static void writeTimestamp(long epochMs, char between, ByteWriter out) {
        writeDate(Math.floorDiv(epochMs, DAY_MS), out);
        out.writeByte(between);
        writeTime(Math.floorMod(epochMs, DAY_MS), out);
    }

    static void writeDate(long epochDay, ByteWriter out) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        int year = date.getYear();
        if (year < 0 || year > 9999) {
            ascii(date.toString(), out);
            return;
        }
        digits(year, 4, out);
        out.writeByte('-');
        digits(date.getMonthValue(), 2, out);
        out.writeByte('-');
        digits(date.getDayOfMonth(), 2, out);
    }

    static void writeTime(long msOfDay, ByteWriter out) {
        int seconds = (int) (msOfDay / 1000);
        digits(seconds / 3600, 2, out);
        out.writeByte(':');
        digits(seconds / 60 % 60, 2, out);
        out.writeByte(':');
        digits(seconds % 60, 2, out);
        out.writeByte('.');
        digits((int) (msOfDay % 1000), 3, out);
    }

    private static void digits(int value, int count, ByteWriter out) {
        int weight = 1;
        for (int i = 1; i < count; i++) {
            weight *= 10;
        }
        for (; weight > 0; weight /= 10) {
            out.writeByte('0' + value / weight % 10);
        }
    }

    static void ascii(String text, ByteWriter out) {
        for (int i = 0; i < text.length(); i++) {
            out.writeByte(text.charAt(i));
        }
    }
}
