// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import java.util.Arrays;

/**
 * Panes of one key that have rows, in order of time, in flat arrays. Only panes with rows take space, so a device that reports
 * once an hour costs as little as it should. Rows come almost always for the last pane, so that is looked at first; others are
 * found by binary search, and a pane in the middle is inserted by moving those behind it.
 */
final class PaneList {
    private static final int INITIAL_PANES = 2;
    /** Part of the space that must be free for panes to be moved instead. */
    private static final int MOVES_FREE = 6;

    /** Words and references a pane: its own, and again as many where suffixes are kept. */
    private final int wordStride;

    private final int objectStride;

    private long[] numbers;
    private long[] words;
    private Object[] objects;
    /** Slots {@code [head, end)} are in use. */
    private int head;

    private int end;

    PaneList(int wordStride, int objectStride) {
        this.wordStride = wordStride;
        this.objectStride = objectStride;
        numbers = new long[INITIAL_PANES];
        words = new long[INITIAL_PANES * wordStride];
        objects = new Object[INITIAL_PANES * objectStride];
    }

    int head() {
        return head;
    }

    /** Slot after the last one. */
    int end() {
        return end;
    }

    int size() {
        return end - head;
    }

    boolean isEmpty() {
        return head == end;
    }

    long numberAt(int slot) {
        return numbers[slot];
    }

    long first() {
        return numbers[head];
    }

    long last() {
        return numbers[end - 1];
    }

    long[] words() {
        return words;
    }

    Object[] objects() {
        return objects;
    }

    int wordOf(int slot) {
        return slot * wordStride;
    }

    int objectOf(int slot) {
        return slot * objectStride;
    }

    /** Slot of a pane, or {@code -1 - slot} where it would be inserted. */
    int find(long pane) {
        if (head == end || pane > numbers[end - 1]) {
            return -1 - end;
        }
        if (numbers[end - 1] == pane) {
            return end - 1;
        }
        long distance = pane - numbers[head];
        if (distance < 0) {
            return -1 - head;
        }
        // Without gaps a pane is as far from the first one as its number says; with gaps it is nearer.
        int farthest = (int) Math.min(end - 1L, head + distance);
        return numbers[farthest] == pane ? farthest : Arrays.binarySearch(numbers, head, farthest, pane);
    }

    /** First slot whose pane is not before this one. */
    int lowerBound(long pane) {
        int found = find(pane);
        return found >= 0 ? found : -1 - found;
    }

    /**
     * Makes room for a pane; its state must be reset by the caller.
     *
     * @param at slot where {@link #find} said that it belongs
     * @return its slot, which may differ because panes moved
     */
    int insert(int at, long pane) {
        int position = at - head;
        if (end == numbers.length) {
            makeRoom();
        }
        int slot = head + position;
        int behind = end - slot;
        if (behind > 0) {
            System.arraycopy(numbers, slot, numbers, slot + 1, behind);
            System.arraycopy(words, slot * wordStride, words, (slot + 1) * wordStride, behind * wordStride);
            System.arraycopy(objects, slot * objectStride, objects, (slot + 1) * objectStride, behind * objectStride);
            Arrays.fill(objects, slot * objectStride, (slot + 1) * objectStride, null);
        }
        numbers[slot] = pane;
        end++;
        return slot;
    }

    /**
     * Moves the panes to the front when a sixth of the space is free before them, so that each pane is moved five times at most, else
     * takes half as much space again. With half free and twice the space a window of an hour by 15 s had room for 512 panes, of which it
     * needs 245.
     */
    private void makeRoom() {
        int size = size();
        int capacity = head > 0 && head * MOVES_FREE >= numbers.length
                ? numbers.length
                : numbers.length + (numbers.length >> 1) + 1;
        long[] newNumbers = capacity == numbers.length ? numbers : new long[capacity];
        long[] newWords = capacity == numbers.length ? words : new long[capacity * wordStride];
        Object[] newObjects = capacity == numbers.length ? objects : new Object[capacity * objectStride];
        System.arraycopy(numbers, head, newNumbers, 0, size);
        System.arraycopy(words, head * wordStride, newWords, 0, size * wordStride);
        System.arraycopy(objects, head * objectStride, newObjects, 0, size * objectStride);
        Arrays.fill(newObjects, size * objectStride, newObjects.length, null);
        numbers = newNumbers;
        words = newWords;
        objects = newObjects;
        head = 0;
        end = size;
    }

    void removeFirst() {
        Arrays.fill(objects, head * objectStride, (head + 1) * objectStride, null);
        head++;
        if (head == end) {
            head = 0;
            end = 0;
        }
    }

    /** Takes a pane out again, of which no row could be used. */
    void remove(int slot) {
        int behind = end - slot - 1;
        System.arraycopy(numbers, slot + 1, numbers, slot, behind);
        System.arraycopy(words, (slot + 1) * wordStride, words, slot * wordStride, behind * wordStride);
        System.arraycopy(objects, (slot + 1) * objectStride, objects, slot * objectStride, behind * objectStride);
        end--;
        Arrays.fill(objects, end * objectStride, (end + 1) * objectStride, null);
    }

    void clear() {
        Arrays.fill(objects, null);
        head = 0;
        end = 0;
    }
}
