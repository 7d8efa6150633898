// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that a run printed.
 *
 * @param text the whole line
 * @param perCpuSecond readings per second of processor time
 */
record RateLine(String text, double perCpuSecond) {
    private static final Pattern RATE = Pattern.compile("^\\S.* perCpuSec=(\\d+) .*");
    private static final Pattern VALUE = Pattern.compile(" (\\w+)=(\\S+)");

    static Optional<RateLine> of(String line) {
        Matcher rate = RATE.matcher(line);
        return rate.matches() ? Optional.of(new RateLine(line, Double.parseDouble(rate.group(1)))) : Optional.empty();
    }

    /** Value of {@code name=value}, empty text when there is none. */
    String value(String name) {
        Matcher values = VALUE.matcher(text);
        while (values.find()) {
            if (values.group(1).equals(name)) {
                return values.group(2);
            }
        }
        return "";
    }
}
