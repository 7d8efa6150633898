// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.functions.Slot;
import dev.millrace.kernel.expression.Evaluator;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.Match;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes output rows of a match. ONE ROW PER MATCH: event time of its last row, position of its first row, arrival of its
 * last. ALL ROWS PER MATCH: each row has its own.
 */
final class MatchRows {
    private final MatchCode code;
    private final Match plan;
    private final Schema input;
    /** Input columns of an output row before and after the measures. */
    private final int[] before;

    private final int[] after;
    private final boolean[] isWord;
    private final Slot slot = new Slot();

    MatchRows(MatchCode code) {
        this.code = code;
        plan = code.plan();
        input = plan.input().schema();
        List<Integer> first = new ArrayList<>(plan.keys());
        List<Integer> rest = new ArrayList<>();
        if (plan.isAllRows()) {
            if (plan.isByTime()) {
                addColumn(plan.input().timeColumn(), first);
            }
            plan.order().forEach(key -> addColumn(key.column(), first));
            for (int column = 0; column < input.size(); column++) {
                if (!first.contains(column)) {
                    rest.add(column);
                }
            }
        }
        before = first.stream().mapToInt(Integer::intValue).toArray();
        after = rest.stream().mapToInt(Integer::intValue).toArray();
        isWord = new boolean[plan.measures().size()];
        for (int i = 0; i < isWord.length; i++) {
            isWord[i] = plan.measures().get(i).expression().type().kind().isWord();
        }
    }

    private static void addColumn(int column, List<Integer> columns) {
        if (column >= 0 && !columns.contains(column)) {
            columns.add(column);
        }
    }

    /**
     * Rows of a match.
     *
     * @throws ArithmeticException or {@link IllegalArgumentException} when a measure has no value
     */
    List<Row> of(Found found, MatchState state) {
        Binding binding = code.binding();
        binding.visibleTo = state.usableTo;
        binding.whole(state.rows, found.start(), found.last(), found.to());
        binding.number = found.number();
        binding.isTimedOut = found.kind() == Found.Kind.TIMED_OUT;
        if (found.kind() == Found.Kind.UNMATCHED) {
            return List.of(unmatched(state.rows.get(found.start())));
        }
        if (found.isEmpty()) {
            Row row = state.rows.get(found.start());
            return List.of(measured(row, new Row(input.size()), row));
        }
        Row first = state.rows.get(found.start());
        Row last = state.rows.get(found.to() - 1);
        if (!plan.isAllRows()) {
            Row row = measured(first, last, last);
            return List.of(row.withPosition(first.partition(), first.offset()));
        }
        List<Row> all = new ArrayList<>();
        for (long position = found.start(); position < found.to(); position++) {
            if (!PatternProgram.isExcluded(binding.labelAt(position))) {
                binding.narrow(position);
                Row row = state.rows.get(position);
                all.add(measured(row, row, row));
            }
        }
        return all;
    }

    private Row unmatched(Row row) {
        Row made = framed(row, row);
        for (int i = 0; i < isWord.length; i++) {
            made.setNull(before.length + i);
        }
        return made;
    }

    /** A row without its measures. */
    private Row framed(Row columns, Row origin) {
        Row row = new Row(before.length + isWord.length + after.length).copyOrigin(origin);
        for (int i = 0; i < before.length; i++) {
            row.setFrom(i, columns, before[i]);
        }
        for (int i = 0; i < after.length; i++) {
            row.setFrom(before.length + isWord.length + i, columns, after[i]);
        }
        return row;
    }

    private Row measured(Row columns, Row current, Row origin) {
        Evaluator[] measures = code.measures();
        Row row = framed(columns, origin);
        for (int i = 0; i < measures.length; i++) {
            measures[i].eval(current, slot);
            if (slot.isNull) {
                row.setNull(before.length + i);
            } else if (isWord[i]) {
                row.setWord(before.length + i, slot.word);
            } else {
                row.setObject(before.length + i, slot.object);
            }
        }
        return row;
    }
}
