// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Suggestions {
    /** More different letters than this are no slip of the finger. */
    private static final int DISTANCE_MAX = 3;

    private Suggestions() {}

    /** The nearest name, empty when none is near. */
    static Optional<String> nearest(String wrong, Collection<String> names) {
        String low = wrong.toLowerCase(Locale.ROOT);
        int limit = Math.min(DISTANCE_MAX, Math.max(1, wrong.length() / 2));
        return names.stream()
                .filter(n -> nearness(low, n.toLowerCase(Locale.ROOT)) <= limit)
                .min(Comparator.comparingInt(n -> nearness(low, n.toLowerCase(Locale.ROOT))));
    }

    /** {@code Did you mean "x"?} and a space, or nothing. */
    static String didYouMean(String wrong, Collection<String> names) {
        return nearest(wrong, names).map(n -> "Did you mean \"" + n + "\"? ").orElse("");
    }

    /** Letters to change; a name that begins with or ends in the other is near whatever its length. */
    private static int nearness(String a, String b) {
        boolean isPart = a.length() >= 3 && b.length() >= 3 && (b.startsWith(a) || a.startsWith(b) || b.endsWith(a));
        int distance = distance(a, b);
        return isPart ? Math.min(distance, 2) : distance;
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
