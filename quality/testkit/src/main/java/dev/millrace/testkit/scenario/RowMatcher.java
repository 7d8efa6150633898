// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;

/** Compares expected cells with rows. */
final class RowMatcher {
    private static final int MAX_SHOWN = 10;

    private final Schema schema;

    RowMatcher(Schema schema) {
        this.schema = schema;
    }

    /** Lines of the difference as multisets; empty when there is none. */
    List<String> unordered(List<List<String>> expected, List<Row> actual) {
        List<List<String>> missing = new ArrayList<>();
        LinkedList<Row> rest = new LinkedList<>(actual);
        for (List<String> cells : expected) {
            if (!removeFirst(rest, cells)) {
                missing.add(cells);
            }
        }
        List<List<String>> unexpected =
                rest.stream().map(row -> Cells.of(row, schema)).toList();
        return difference(missing, unexpected);
    }

    /** Lines of the difference with order; empty when there is none. */
    List<String> ordered(List<List<String>> expected, List<Row> actual) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(expected.size(), actual.size()) && lines.size() < MAX_SHOWN; i++) {
            boolean isSame = i < expected.size() && i < actual.size() && isSame(expected.get(i), actual.get(i));
            if (!isSame) {
                lines.add("row " + (i + 1) + ": expected "
                        + (i < expected.size() ? Cells.join(expected.get(i)) : "none") + " got "
                        + (i < actual.size() ? Cells.join(Cells.of(actual.get(i), schema)) : "none"));
            }
        }
        return lines;
    }

    /** Lines that name what is missing and what is too much, the first few of each. */
    static List<String> difference(List<List<String>> missing, List<List<String>> unexpected) {
        List<String> lines = new ArrayList<>();
        missing.stream().limit(MAX_SHOWN).forEach(cells -> lines.add("missing     " + Cells.join(cells)));
        addRest(missing.size(), lines);
        unexpected.stream().limit(MAX_SHOWN).forEach(cells -> lines.add("unexpected  " + Cells.join(cells)));
        addRest(unexpected.size(), lines);
        return lines;
    }

    boolean isSame(List<String> cells, Row row) {
        if (cells.size() != schema.size()) {
            return false;
        }
        for (int i = 0; i < cells.size(); i++) {
            if (!Cells.matches(cells.get(i), row.valueAt(i, schema.type(i)), schema.type(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean removeFirst(LinkedList<Row> rows, List<String> cells) {
        for (var iterator = rows.iterator(); iterator.hasNext(); ) {
            if (isSame(cells, iterator.next())) {
                iterator.remove();
                return true;
            }
        }
        return false;
    }

    private static void addRest(int size, List<String> lines) {
        if (size > MAX_SHOWN) {
            lines.add("            and " + (size - MAX_SHOWN) + " more");
        }
    }
}
