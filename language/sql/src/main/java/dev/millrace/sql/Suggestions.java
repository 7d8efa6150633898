// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Suggestions {
    /** More different letters than this are no slip of the finger. */
    private static final int DISTANCE_MAX = 3;

    private Suggestions() {}

    /** The nearest name, empty when none is near. */
    public static Optional<String> nearest(String wrong, Collection<String> names) {
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
        if (isShortened(a, b)) {
            return 1;
        }
        return isPart ? Math.min(distance, 2) : distance;
    }

    /** {@code tmp} for {@code temp_c}: letters of the name in order, beginning with its first. */
    private static boolean isShortened(String a, String b) {
        if (a.length() < 2 || b.isEmpty() || a.charAt(0) != b.charAt(0)) {
            return false;
        }
        int found = 0;
        for (int i = 0; i < b.length() && found < a.length(); i++) {
            found += a.charAt(found) == b.charAt(i) ? 1 : 0;
        }
        return found == a.length();
    }

    /** Whether a word is another with one letter wrong or the same letters in another order. Both in the same case. */
    static boolean isSlip(String wrong, String right) {
        char[] a = wrong.toCharArray();
        char[] b = right.toCharArray();
        Arrays.sort(a);
        Arrays.sort(b);
        return wrong.length() > 2 && (Arrays.equals(a, b) || distance(wrong, right) == 1);
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
