// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.kernel.host.ScenarioEngine.Emission;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Output;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TimeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FinalResultTest {
    private static final Schema SCHEMA = Schema.of(new Column("k", DataType.STRING), new Column("n", DataType.BIGINT));

    private final List<Emission> emissions = new ArrayList<>();

    @Test
    void a_result_with_a_key_is_replaced_and_deleted_by_key() {
        emit(RowKind.INSERT, "a", 1, 0);
        emit(RowKind.INSERT, "b", 1, 1);
        emit(RowKind.UPDATE_BEFORE, "a", 1, 2);
        emit(RowKind.UPDATE_AFTER, "a", 2, 2);
        emit(RowKind.DELETE, "b", 1, 3);

        assertEquals(List.of(List.of("a", "2")), result(List.of(0)));
    }

    @Test
    void a_result_without_a_key_is_replaced_by_position() {
        emit(RowKind.INSERT, "a", 1, 7);
        emit(RowKind.INSERT, "a", 1, 8);
        emit(RowKind.UPDATE_AFTER, "a", 3, 8);

        assertEquals(List.of(List.of("a", "1"), List.of("a", "3")), result(List.of()));
    }

    @Test
    void several_results_of_one_position_are_told_apart_by_value() {
        emit(RowKind.INSERT, "a", 1, 7);
        emit(RowKind.INSERT, "a", 2, 7);
        emit(RowKind.UPDATE_BEFORE, "a", 2, 7);
        emit(RowKind.UPDATE_AFTER, "a", 5, 7);
        emit(RowKind.DELETE, "a", 1, 7);

        assertEquals(List.of(List.of("a", "5")), result(List.of()));
    }

    @Test
    void kinds_are_compared_per_key_in_order() {
        emit(RowKind.INSERT, "a", 1, 0);
        emit(RowKind.INSERT, "b", 9, 0);
        emit(RowKind.UPDATE_AFTER, "a", 2, 0);
        KindsMatcher kinds = new KindsMatcher(output(List.of(0)));
        List<String> first = List.of("+I", "a", "1");
        List<String> before = List.of("-U", "a", "1");
        List<String> second = List.of("+U", "a", "2");
        List<String> other = List.of("+I", "b", "9");

        assertEquals(List.of(), kinds.difference(List.of(other, first, before, second), emissions));
        assertEquals(
                4, kinds.difference(List.of(second, first, other), emissions).size());
        assertEquals(
                List.of(List.of("b", "9"), List.of("a", "2")), kinds.finalRows(List.of(other, first, before, second)));
    }

    private void emit(RowKind kind, String key, long n, long offset) {
        Row row = new Row(2).withKind(kind).withPosition(0, offset);
        row.setObject(0, key);
        row.setLong(1, n);
        emissions.add(new Emission("out", row));
    }

    private List<List<String>> result(List<Integer> keyColumns) {
        return FinalResult.of(output(keyColumns), emissions).stream()
                .map(row -> Cells.of(row, SCHEMA))
                .toList();
    }

    private static Output output(List<Integer> keyColumns) {
        TableDefinition table = new TableDefinition(
                Table.of("out", SCHEMA, Map.of("connector", "scenario")),
                SCHEMA,
                List.of(),
                Optional.empty(),
                TimeRule.DEFAULT,
                List.of(),
                Optional.empty());
        return new Output("out", table, new Scan("scan", table), Emit.ON_CLOSE, keyColumns);
    }
}
