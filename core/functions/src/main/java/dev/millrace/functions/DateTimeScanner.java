// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads the parts of a date and time from left to right. */
final class DateTimeScanner {
    private final String text;
    private final String type;
    private int position;

    DateTimeScanner(String text, String type) {
        this.text = text;
        this.type = type;
    }

    /** Days since 1970-01-01. */
    long date() {
        boolean isNegative = accept('-');
        int year = number(1, 9);
        // As in Flink a year alone is its first day, a month too.
        int month = accept('-') ? number(1, 2) : 1;
        int day = month > 0 && accept('-') ? number(1, 2) : 1;
        try {
            return LocalDate.of(isNegative ? -year : year, month, day).toEpochDay();
        } catch (DateTimeException e) {
            throw failure();
        }
    }

    /** Milliseconds of the day. */
    long time() {
        int hour = number(1, 2);
        int minute = accept(':') ? number(1, 2) : 0;
        int second = accept(':') ? number(1, 2) : 0;
        if (hour > 23 || minute > 59 || second > 59) {
            throw failure();
        }
        long ms = ((hour * 60L + minute) * 60 + second) * 1000;
        return accept('.') ? ms + fraction() : ms;
    }

    private long fraction() {
        int start = position;
        long ms = 0;
        while (position < text.length() && isDigit()) {
            int digits = position - start;
            if (digits < 3) {
                ms = ms * 10 + text.charAt(position) - '0';
            }
            position++;
        }
        int digits = position - start;
        return digits == 0 ? 0 : digits == 1 ? ms * 100 : digits == 2 ? ms * 10 : ms;
    }

    /** Offset from UTC, 0 when the text names none. */
    long zoneMs() {
        if (accept('Z') || position == text.length()) {
            return 0;
        }
        boolean isNegative = accept('-');
        if (!isNegative) {
            expect('+');
        }
        int hours = number(2, 2);
        accept(':');
        int minutes = position < text.length() ? number(2, 2) : 0;
        long ms = (hours * 60L + minutes) * 60_000;
        return isNegative ? -ms : ms;
    }

    void end() {
        if (position != text.length()) {
            throw failure();
        }
    }

    boolean accept(char wanted) {
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw failure();
        }
    }

    private int number(int minDigits, int maxDigits) {
        int start = position;
        int value = 0;
        while (position < text.length() && position - start < maxDigits && isDigit()) {
            value = value * 10 + text.charAt(position++) - '0';
        }
        if (position - start < minDigits) {
            throw failure();
        }
        return value;
    }

    private boolean isDigit() {
        return text.charAt(position) >= '0' && text.charAt(position) <= '9';
    }

    private IllegalArgumentException failure() {
        return new IllegalArgumentException("'" + text + "' is no " + type + " such as "
                + (type.equals("TIME") ? "'12:30:00'" : "'2026-05-01 12:30:00.000'"));
    }
}
