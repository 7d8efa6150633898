// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import java.util.Arrays;

/** Readings of one key. */
final class KeyReadings {
    private KeyReadings() {}

    /** Chooses readings. */
    interface Choice {
        boolean takes(Feed feed, long i);
    }

    /** Numbers of the chosen readings of a key by event time, those of the same time by arrival. */
    static long[] inTimeOrder(Feed feed, int key, long readings, Choice choice) {
        long[] numbers = new long[(int) ((readings - key + feed.keys() - 1) / feed.keys())];
        int count = 0;
        for (long i = key; i < readings; i += feed.keys()) {
            if (choice.takes(feed, i)) {
                numbers[count++] = i;
            }
        }
        long[] chosen = Arrays.copyOf(numbers, count);
        insertionSort(feed, chosen);
        return chosen;
    }

    /** Readings are late by little, so they are almost in order. */
    private static void insertionSort(Feed feed, long[] numbers) {
        for (int i = 1; i < numbers.length; i++) {
            long number = numbers[i];
            long timeMs = feed.timeMs(number);
            int at = i;
            while (at > 0 && feed.timeMs(numbers[at - 1]) > timeMs) {
                numbers[at] = numbers[at - 1];
                at--;
            }
            numbers[at] = number;
        }
    }
}
