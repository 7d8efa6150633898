// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.model.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * State of the operators of one key. While an operator of the stage runs, rows that reach further operators of the stage have the
 * same key, so the key is looked up once.
 */
final class Stage {
    final String id;
    final KeyTable table;
    final List<OperatorStep> operators = new ArrayList<>();
    /** Entries that changed since the last save; empty when nobody asks for changes. */
    final List<KeyEntry> dirty = new ArrayList<>();

    final boolean isSavedByParts;
    private KeyEntry running;
    private Row lastRow;
    private KeyEntry lastEntry;

    Stage(StagePlan plan, TaskOptions options) {
        id = plan.id();
        table = new KeyTable(plan.operators().size(), options.maxKeys());
        isSavedByParts = options.isSavedByParts();
    }

    /** Entry of the row's key; null when the table is full. */
    KeyEntry entry(Row row, KeyCodec codec) {
        if (running != null) {
            return running;
        }
        if (row == lastRow && !lastEntry.isRemoved) {
            return lastEntry;
        }
        KeyEntry entry = table.findOrAdd(codec.write(row));
        if (entry != null) {
            lastRow = row;
            lastEntry = entry;
        }
        return entry;
    }

    /** Notes that an operator of the stage begins to run with an entry, and gives what is to be handed to {@link #leave}. */
    KeyEntry enter(KeyEntry entry) {
        KeyEntry outer = running;
        running = entry;
        return outer;
    }

    /** Ends what {@link #enter} began. */
    void leave(KeyEntry entry, KeyEntry outer) {
        running = outer;
        if (isSavedByParts && !entry.isDirty) {
            entry.isDirty = true;
            dirty.add(entry);
        }
        if (outer == null) {
            dropIfEmpty(entry);
        }
    }

    /** Forgets the row that was looked up last, so that it can be collected. */
    void forgetRow() {
        lastRow = null;
    }

    private void dropIfEmpty(KeyEntry entry) {
        boolean mustBeSaved = entry.isDirty && entry.isSaved;
        if (!mustBeSaved && !entry.isRemoved && entry.isEmpty()) {
            table.remove(entry);
        }
    }
}
