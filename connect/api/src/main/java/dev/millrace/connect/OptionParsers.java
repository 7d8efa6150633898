// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of an option to its value. */
public final class OptionParsers {
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*([a-z]*)");
    private static final Map<String, Long> UNIT_MS = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("ms", 1L),
            Map.entry("s", 1000L),
            Map.entry("sec", 1000L),
            Map.entry("second", 1000L),
            Map.entry("seconds", 1000L),
            Map.entry("m", 60_000L),
            Map.entry("min", 60_000L),
            Map.entry("minute", 60_000L),
            Map.entry("minutes", 60_000L),
            Map.entry("h", 3_600_000L),
            Map.entry("hour", 3_600_000L),
            Map.entry("hours", 3_600_000L),
            Map.entry("d", 86_400_000L),
            Map.entry("day", 86_400_000L),
            Map.entry("days", 86_400_000L));

    private OptionParsers() {}

    /** Milliseconds of {@code 10 s} and the like, as Flink writes durations. */
    public static long durationMs(String text) {
        Matcher matcher = DURATION.matcher(text.trim().toLowerCase(Locale.ROOT));
        Long unitMs = matcher.matches() ? UNIT_MS.get(matcher.group(2)) : null;
        if (unitMs == null) {
            throw new IllegalArgumentException("must be a duration such as 500 ms, 10 s, 5 min, 1 h or 7 d");
        }
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), unitMs);
    }

    static Function<String, Long> number(long min, long max) {
        return text -> {
            long value;
            try {
                value = Long.parseLong(text.trim());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("must be a whole number " + min + " to " + max, e);
            }
            if (value < min || value > max) {
                throw new IllegalArgumentException("must be " + min + " to " + max);
            }
            return value;
        };
    }

    static boolean bool(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    static Function<String, String> choice(List<String> words) {
        return text -> {
            if (!words.contains(text.trim())) {
                throw new IllegalArgumentException("must be one of " + String.join(", ", words));
            }
            return text.trim();
        };
    }
}
