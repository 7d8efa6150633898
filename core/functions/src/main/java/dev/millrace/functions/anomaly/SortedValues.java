// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import java.util.Arrays;

/** Finite values in order. Adding and taking out cost a search and a move of what is behind; 8 bytes a value. */
final class SortedValues {
    private double[] values = new double[16];
    private int size;

    int size() {
        return size;
    }

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        int at = Arrays.binarySearch(values, 0, size, value);
        at = at < 0 ? -1 - at : at;
        System.arraycopy(values, at, values, at + 1, size - at);
        values[at] = value;
        size++;
    }

    void remove(double value) {
        int at = Arrays.binarySearch(values, 0, size, value);
        if (at < 0) {
            throw new IllegalStateException(value + " was not added");
        }
        System.arraycopy(values, at + 1, values, at, size - at - 1);
        size--;
    }

    /** Middle value, the mean of both middle ones for an even number. */
    double median() {
        return middle(values[(size - 1) / 2], values[size / 2]);
    }

    /** Median of the distances from a value that is the median. */
    double medianDistance(double median) {
        return middle(distance(median, (size - 1) / 2), distance(median, size / 2));
    }

    double meanDistance(double median) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.abs(values[i] - median) / size;
        }
        return sum;
    }

    private static double middle(double lower, double upper) {
        return lower + (upper - lower) / 2;
    }

    /** The distance with so many smaller ones: of those below and those above the median, both in order, both are searched. */
    private double distance(double median, int rank) {
        int split = Arrays.binarySearch(values, 0, size, median);
        split = split < 0 ? -1 - split : split;
        int least = Math.max(0, rank + 1 - (size - split));
        int most = Math.min(rank + 1, split);
        while (least < most) {
            int below = (least + most) / 2;
            int above = rank + 1 - below;
            if (median - values[split - 1 - below] < values[split + above - 1] - median) {
                least = below + 1;
            } else {
                most = below;
            }
        }
        int above = rank + 1 - least;
        double lower = least == 0 ? 0 : median - values[split - least];
        double upper = above == 0 ? 0 : values[split + above - 1] - median;
        return Math.max(lower, upper);
    }
}
