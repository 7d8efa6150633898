// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.model.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that panes consist of, where rows may be taken back: by pane and by what identifies a row. Rows are saved in chunks of
 * {@value #ROWS_A_CHUNK} slots, so that a new row costs one chunk.
 */
final class RowStore {
    static final int ROWS_A_CHUNK = 16;

    /** Rows of one key; about 20 MB. */
    static final int ROWS_MAX = 100_000;

    private final Map<Long, LinkedHashMap<List<Object>, Entry>> panes = new HashMap<>();
    private final List<Entry> slots = new ArrayList<>();
    private final BitSet free = new BitSet();
    private final BitSet changedChunks = new BitSet();
    private int size;
    private long nextOrder;

    /**
     * A row of a pane.
     *
     * @param slot where it is saved
     * @param order in which rows came
     * @param count how many equal rows there are; more than 1 only where nothing identifies a row
     */
    record Entry(int slot, long order, long pane, List<Object> key, Row row, int count) {}

    int size() {
        return size;
    }

    /** The rows of a pane in the order in which they came. */
    Collection<Entry> rowsOf(long pane) {
        LinkedHashMap<List<Object>, Entry> rows = panes.get(pane);
        return rows == null ? List.of() : Collections.unmodifiableCollection(rows.values());
    }

    Entry find(long pane, List<Object> key) {
        LinkedHashMap<List<Object>, Entry> rows = panes.get(pane);
        return rows == null ? null : rows.get(key);
    }

    /** Puts a row in place of one with the same identity, or as a new one. */
    void put(long pane, List<Object> key, Row row, int count) {
        Entry old = find(pane, key);
        if (old != null) {
            place(new Entry(old.slot, old.order, pane, key, row, count));
            return;
        }
        int slot = free.isEmpty() ? slots.size() : free.nextSetBit(0);
        if (slot == slots.size()) {
            slots.add(null);
        }
        free.clear(slot);
        size++;
        place(new Entry(slot, nextOrder++, pane, key, row, count));
    }

    private void place(Entry entry) {
        slots.set(entry.slot, entry);
        changedChunks.set(entry.slot / ROWS_A_CHUNK);
        panes.computeIfAbsent(entry.pane, p -> new LinkedHashMap<>()).put(entry.key, entry);
    }

    void remove(Entry entry) {
        LinkedHashMap<List<Object>, Entry> rows = panes.get(entry.pane);
        rows.remove(entry.key);
        if (rows.isEmpty()) {
            panes.remove(entry.pane);
        }
        release(entry);
    }

    private void release(Entry entry) {
        slots.set(entry.slot, null);
        free.set(entry.slot);
        changedChunks.set(entry.slot / ROWS_A_CHUNK);
        size--;
    }

    void dropPane(long pane) {
        LinkedHashMap<List<Object>, Entry> rows = panes.remove(pane);
        if (rows != null) {
            rows.values().forEach(this::release);
        }
    }

    void clear() {
        List.copyOf(panes.keySet()).forEach(this::dropPane);
    }

    int chunks() {
        return (slots.size() + ROWS_A_CHUNK - 1) / ROWS_A_CHUNK;
    }

    boolean isChanged(int chunk) {
        return changedChunks.get(chunk);
    }

    void saved() {
        changedChunks.clear();
    }

    /** Entries of a chunk, in the order of their slots. */
    List<Entry> entriesOf(int chunk) {
        List<Entry> entries = new ArrayList<>();
        int end = Math.min(slots.size(), (chunk + 1) * ROWS_A_CHUNK);
        for (int slot = chunk * ROWS_A_CHUNK; slot < end; slot++) {
            if (slots.get(slot) != null) {
                entries.add(slots.get(slot));
            }
        }
        return entries;
    }

    /** Takes entries as they were saved, in any order. */
    void restore(Entry entry) {
        while (slots.size() <= entry.slot) {
            free.set(slots.size());
            slots.add(null);
        }
        slots.set(entry.slot, entry);
        free.clear(entry.slot);
        size++;
        nextOrder = Math.max(nextOrder, entry.order + 1);
    }

    /** Puts restored entries under their panes again, in the order in which they came. */
    void restored() {
        panes.clear();
        slots.stream()
                .filter(entry -> entry != null)
                .sorted(Comparator.comparingLong(Entry::order))
                .forEach(entry -> panes.computeIfAbsent(entry.pane, p -> new LinkedHashMap<>())
                        .put(entry.key, entry));
    }
}
