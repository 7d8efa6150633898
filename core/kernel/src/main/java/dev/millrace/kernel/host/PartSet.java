// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import java.util.Arrays;

/** Numbers of saved parts: few, but any integers. A sorted array. */
final class PartSet {
    private static final int INITIAL_PARTS = 4;

    private int[] parts = new int[INITIAL_PARTS];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    boolean contains(int part) {
        return Arrays.binarySearch(parts, 0, size, part) >= 0;
    }

    void add(int part) {
        int found = Arrays.binarySearch(parts, 0, size, part);
        if (found >= 0) {
            return;
        }
        int place = -1 - found;
        if (size == parts.length) {
            parts = Arrays.copyOf(parts, size * 2);
        }
        System.arraycopy(parts, place, parts, place + 1, size - place);
        parts[place] = part;
        size++;
    }

    void remove(int part) {
        int found = Arrays.binarySearch(parts, 0, size, part);
        if (found >= 0) {
            System.arraycopy(parts, found + 1, parts, found, size - found - 1);
            size--;
        }
    }

    int[] toArray() {
        return Arrays.copyOf(parts, size);
    }
}
