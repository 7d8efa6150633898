// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.functions.Slot;
import dev.millrace.model.Row;

/** Access to a column of the current row. */
final class Columns {
    private Columns() {}

    /** A column kept as a word. */
    record WordColumn(int column) implements Evaluator {
        @Override
        public void eval(Row row, Slot result) {
            if (row.isNull(column)) {
                result.setNull();
            } else {
                result.setWord(row.wordAt(column));
            }
        }
    }

    /** A column kept as a reference. */
    record ObjectColumn(int column) implements Evaluator {
        @Override
        public void eval(Row row, Slot result) {
            result.setObject(row.objectAt(column));
        }
    }
}
