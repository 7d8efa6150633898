// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.Slot;
import dev.millrace.model.Row;

/** One call: which columns it reads, which it writes. Used by one thread. */
final class FrameCall {
    private final Accumulator accumulator;
    private final int[] columns;
    private final boolean[] isWord;
    private final Slot[] arguments;
    private final int filterColumn;
    private final int target;
    private final boolean isWordTarget;

    FrameCall(
            Accumulator accumulator,
            int[] columns,
            boolean[] isWord,
            int filterColumn,
            int target,
            boolean isWordTarget) {
        this.accumulator = accumulator;
        this.columns = columns;
        this.isWord = isWord;
        this.filterColumn = filterColumn;
        this.target = target;
        this.isWordTarget = isWordTarget;
        arguments = new Slot[columns.length];
        for (int i = 0; i < columns.length; i++) {
            arguments[i] = new Slot();
        }
    }

    Accumulator accumulator() {
        return accumulator;
    }

    void add(Row row, long[] words, int word, Object[] objects, int object) {
        if (filterColumn >= 0 && (row.isNull(filterColumn) || !row.booleanAt(filterColumn))) {
            return;
        }
        for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            if (row.isNull(column)) {
                arguments[i].setNull();
            } else if (isWord[i]) {
                arguments[i].setWord(row.wordAt(column));
            } else {
                arguments[i].setObject(row.objectAt(column));
            }
        }
        accumulator.add(words, word, objects, object, arguments);
    }

    void set(Row row, Slot result) {
        if (result.isNull) {
            row.setNull(target);
        } else if (isWordTarget) {
            row.setWord(target, result.word);
        } else {
            row.setObject(target, result.object);
        }
    }
}
