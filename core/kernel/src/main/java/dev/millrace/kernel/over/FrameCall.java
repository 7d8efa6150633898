// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.HistoryAccumulator;
import dev.millrace.functions.RemovableAccumulator;
import dev.millrace.functions.RowAccumulator;
import dev.millrace.functions.Slot;
import dev.millrace.model.Row;

/** One call: which columns it reads, which it writes. Used by one thread. */
final class FrameCall {
    private final Accumulator accumulator;
    private final boolean hasTime;
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
        hasTime = accumulator instanceof HistoryAccumulator;
        this.columns = columns;
        this.isWord = isWord;
        this.filterColumn = filterColumn;
        this.target = target;
        this.isWordTarget = isWordTarget;
        arguments = new Slot[columns.length + (hasTime ? 1 : 0)];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = new Slot();
        }
    }

    Accumulator accumulator() {
        return accumulator;
    }

    void add(Row row, long[] words, int word, Object[] objects, int object) {
        if (isChosen(row)) {
            read(row);
            accumulator.add(words, word, objects, object, arguments);
        }
    }

    /** Takes out a row that was added; only for an accumulator that can. */
    void remove(Row row, long[] words, int word, Object[] objects, int object) {
        if (isChosen(row)) {
            read(row);
            ((RemovableAccumulator) accumulator).remove(words, word, objects, object, arguments);
        }
    }

    private boolean isChosen(Row row) {
        return filterColumn < 0 || (!row.isNull(filterColumn) && row.booleanAt(filterColumn));
    }

    private void read(Row row) {
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
        if (hasTime) {
            arguments[columns.length].setWord(row.timeMs());
        }
    }

    /** The value of a state for a row. */
    void result(long[] words, int word, Object[] objects, int object, Row row, Slot result) {
        if (accumulator instanceof RowAccumulator about) {
            read(row);
            about.result(words, word, objects, object, arguments, result);
        } else {
            accumulator.result(words, word, objects, object, result);
        }
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
