// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit;

import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * Random input that corrects itself, as the result of another operator does: rows of (time, value) are inserted in disorder,
 * replaced, deleted, and taken back without replacement as when a filter lets only half of a pair through.
 */
public final class Changelog {
    private final List<Row> changes = new ArrayList<>();
    private final List<int[]> left = new ArrayList<>();

    /**
     * Makes a changelog.
     *
     * @param rowOf a row of a time and a value
     * @param disorder greatest distance in rows between the order of time and of arrival
     */
    public Changelog(Random random, int count, int disorder, BiFunction<Integer, Integer, Row> rowOf) {
        List<int[]> waiting = new ArrayList<>();
        for (int i = 0; i < count + disorder; i++) {
            if (i < count) {
                waiting.add(new int[] {2 * i + random.nextInt(2), random.nextInt(9), i, 0});
            }
            if (waiting.size() > disorder || i >= count) {
                int[] next = waiting.remove(random.nextInt(waiting.size()));
                left.add(next);
                change(next, rowOf, RowKind.INSERT);
            }
            if (random.nextInt(3) == 0 && !left.isEmpty()) {
                correct(random, left.get(random.nextInt(left.size())), rowOf);
            }
        }
        left.sort((a, b) -> Integer.compare(a[0], b[0]));
    }

    private void correct(Random random, int[] row, BiFunction<Integer, Integer, Row> rowOf) {
        int kind = random.nextInt(4);
        change(row, rowOf, kind == 0 ? RowKind.DELETE : RowKind.UPDATE_BEFORE);
        if (kind <= 1) {
            left.remove(row);
        }
        if (kind == 1 && random.nextBoolean()) {
            left.add(row);
        }
        if (left.contains(row)) {
            row[1] = random.nextInt(9);
            row[3]++;
            change(row, rowOf, RowKind.UPDATE_AFTER);
        }
    }

    private void change(int[] row, BiFunction<Integer, Integer, Row> rowOf, RowKind kind) {
        changes.add(rowOf.apply(row[0], row[1])
                .withTimeMs(row[0])
                .withPosition(0, row[2])
                .withKind(kind)
                .withRevision(row[3]));
    }

    public List<Row> changes() {
        return changes;
    }

    /** Time and value of the rows that are left, in order of time. */
    public List<int[]> left() {
        return left;
    }
}
