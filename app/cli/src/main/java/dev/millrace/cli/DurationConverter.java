// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.connect.OptionParsers;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 500ms}, {@code 60s}, {@code 5min}, {@code 1h}: as durations are written in SQL options. */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            Duration duration = Duration.ofMillis(OptionParsers.durationMs(text));
            if (duration.isZero()) {
                throw new IllegalArgumentException("must be more than 0");
            }
            return duration;
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException("\"" + text + "\" " + wrong.getMessage() + ", for example 60s or 5min");
        }
    }
}
