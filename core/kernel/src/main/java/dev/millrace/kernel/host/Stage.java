// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.Operator;
import dev.millrace.model.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * State of the operators of one key. While an operator of the stage runs, rows that reach further operators of the stage have the
 * same key, so the key is looked up once.
 */
final class Stage {
    final String id;
    /** The same in UTF-8. */
    final byte[] idBytes;

    final KeyTable table;
    final List<OperatorStep> operators = new ArrayList<>();
    /** Entries that changed since the last save; empty when nobody asks for changes. */
    final DirtyKeys dirty = new DirtyKeys();
    /** Null when the state of all keys is on the heap. */
    final HotKeys hot;

    final boolean isSavedByParts;
    private final TaskState state;
    /** Null where keys may be many more than fit on the heap. */
    private final TextIndex texts;

    private long coldLoads;
    private KeyEntry running;
    private Row lastRow;
    private KeyEntry lastEntry;

    /** @param state fetches and saves cold keys */
    Stage(StagePlan plan, TaskOptions options, TaskState state) {
        id = plan.id();
        idBytes = id.getBytes(StandardCharsets.UTF_8);
        this.state = state;
        hot = state.hasColdState() ? new HotKeys(options.hotKeys()) : null;
        texts = hot == null ? new TextIndex() : null;
        table = new KeyTable(plan.operators().size(), options.maxKeys());
        isSavedByParts = options.isSavedByParts();
    }

    /** Entry of the row's key; null when the table is full. */
    KeyEntry entry(Row row, KeyCodec codec) {
        if (running != null) {
            return running;
        }
        if (row == lastRow && !lastEntry.isRemoved) {
            return heat(lastEntry);
        }
        KeyEntry entry = find(row, codec);
        if (entry != null) {
            lastRow = row;
            lastEntry = entry;
            heat(entry);
        }
        return entry;
    }

    private KeyEntry find(Row row, KeyCodec codec) {
        int column = codec.textColumn();
        String text = texts == null || column < 0 ? null : row.stringAt(column);
        if (text == null) {
            return table.findOrAdd(codec.write(row));
        }
        KeyEntry known = texts.find(text);
        if (known != null) {
            return known;
        }
        KeyEntry entry = table.findOrAdd(codec.write(row));
        if (entry != null) {
            texts.add(text, entry);
        }
        return entry;
    }

    /** Brings the state of a key to the heap, and for it that of another one from there. Not while an operator runs. */
    KeyEntry heat(KeyEntry entry) {
        if (hot == null) {
            return entry;
        }
        entry.isUsed = true;
        if (entry.hotSlot < 0) {
            admit(entry);
            if (entry.isCold()) {
                entry.makeHot();
                coldLoads++;
                state.loadCold(this, entry);
            }
        }
        return entry;
    }

    /** Counts a key among the hot ones. */
    void admit(KeyEntry entry) {
        while (hot.isFull()) {
            cool(hot.next());
        }
        hot.add(entry);
    }

    private void cool(KeyEntry entry) {
        if (entry.isDirty()) {
            state.saveCold(this, entry);
            if (entry.isRemoved) {
                return;
            }
        }
        long[] wakeMs = new long[operators.size()];
        for (int i = 0; i < wakeMs.length; i++) {
            wakeMs[i] = entry.states[i] == null
                    ? Operator.NEVER
                    : operators.get(i).operator.nextWakeMs(entry.states[i]);
        }
        entry.makeCold(wakeMs);
        hot.remove(entry);
    }

    /** Forgets a key that has no state. */
    void remove(KeyEntry entry) {
        table.remove(entry);
        dirty.remove(entry);
        if (hot != null) {
            hot.remove(entry);
        }
    }

    /** How often the state of a key was fetched from the cold store. */
    long coldLoads() {
        return coldLoads;
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
        if (isSavedByParts) {
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
        boolean mustBeSaved = entry.isDirty() && entry.isSaved;
        if (!mustBeSaved && !entry.isRemoved && entry.isEmpty()) {
            remove(entry);
        }
    }
}
