// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect;

import java.util.Optional;
import java.util.function.Function;

/**
 * One option of WITH (...): the only source for parsing, checks, documentation and masking.
 *
 * @param name kebab-case with dots, Flink's name where it has one
 * @param type in words, for example {@code whole number 1 to 65535} or {@code duration}
 * @param parser text to value; throws {@link IllegalArgumentException} with the rule that was broken
 * @param initial value when the option is missing; null when it is required or has none
 * @param isRequired whether it must be given
 * @param isSecret whether its value is masked wherever it is shown
 * @param doc one or two sentences with unit and range
 */
public record Option<T>(
        String name,
        String type,
        Function<String, T> parser,
        T initial,
        boolean isRequired,
        boolean isSecret,
        String doc) {

    /** Text that must be given. */
    public static Option<String> required(String name, String doc) {
        return new Option<>(name, "text", Function.identity(), null, true, false, doc);
    }

    /** Text with a default; null for none. */
    public static Option<String> text(String name, String initial, String doc) {
        return new Option<>(name, "text", Function.identity(), initial, false, false, doc);
    }

    /** Text that is never shown. */
    public static Option<String> secret(String name, String doc) {
        return new Option<>(name, "text", Function.identity(), null, false, true, doc);
    }

    /** Whole number from min to max, both included. */
    public static Option<Long> number(String name, long initial, long min, long max, String doc) {
        return new Option<>(
                name, "whole number " + min + " to " + max, OptionParsers.number(min, max), initial, false, false, doc);
    }

    public static Option<Boolean> bool(String name, boolean initial, String doc) {
        return new Option<>(name, "true or false", OptionParsers::bool, initial, false, false, doc);
    }

    /** Duration such as {@code 500 ms}, {@code 10 s}, {@code 5 min}, {@code 1 h}; value in milliseconds. */
    public static Option<Long> duration(String name, String initial, String doc) {
        Long initialMs = initial == null ? null : OptionParsers.durationMs(initial);
        return new Option<>(name, "duration", OptionParsers::durationMs, initialMs, false, false, doc);
    }

    /** One of a few words. */
    public static Option<String> choice(String name, String initial, java.util.List<String> words, String doc) {
        return new Option<>(
                name, "one of " + String.join(", ", words), OptionParsers.choice(words), initial, false, false, doc);
    }

    public Optional<T> initialValue() {
        return Optional.ofNullable(initial);
    }
}
