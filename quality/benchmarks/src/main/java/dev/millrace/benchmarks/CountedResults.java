// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import dev.millrace.connect.Sink;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Table;

/** Counts results, corrections included, so that what remains are the final ones. One thread. */
final class CountedResults {
    /** Column that is summed. */
    static final String SUMMED = "n";

    private long rows;
    private long sum;

    Answer answer() {
        return new Answer(rows, sum);
    }

    Sink sink(Table table) {
        return new Counting(table.schema().indexOf(SUMMED));
    }

    private final class Counting implements Sink {
        private final int column;

        Counting(int column) {
            this.column = column;
        }

        @Override
        public void write(Row row) {
            int sign = row.kind() == RowKind.INSERT || row.kind() == RowKind.UPDATE_AFTER ? 1 : -1;
            rows += sign;
            sum += column < 0 ? sign : sign * row.longAt(column);
        }

        @Override
        public void flush() {
            // Nothing is kept.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
