// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.Unnest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnnestTransformTest {
    private final List<Row> given = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();

    private final Collector out = new Collector() {
        @Override
        public void emit(Row row) {
            given.add(row);
        }

        @Override
        public void reject(Row row, LedgerReason reason, String detail) {
            rejected.add(reason + " " + detail);
        }

        @Override
        public void used(Row row) {
            throw new AssertionError("a transform tells nothing of its rows");
        }
    };

    @Test
    void elements_of_one_row_have_places_of_their_own_that_a_replay_repeats() {
        transform(DataType.array(DataType.STRING), false).process(row(List.of("a", "a"), RowKind.INSERT, 0), out);
        transform(DataType.array(DataType.STRING), false).process(row(List.of("a", "a"), RowKind.INSERT, 0), out);

        Set<Long> offsets = new HashSet<>();
        given.forEach(r -> offsets.add(r.offset()));
        assertEquals(4, given.size());
        assertEquals(2, offsets.size());
        assertEquals(given.get(0).offset(), given.get(2).offset());
        assertEquals("a", given.get(1).stringAt(1));
        assertEquals(2, given.get(1).longAt(2));
        assertEquals(7, given.get(1).partition());
    }

    @Test
    void a_correction_takes_back_what_was_said_and_revisions_only_grow() {
        UnnestTransform transform = transform(DataType.array(DataType.STRING), false);
        transform.process(row(List.of("a", "b"), RowKind.INSERT, 0), out);
        transform.process(row(List.of("a", "b"), RowKind.UPDATE_BEFORE, 0), out);
        transform.process(row(List.of("c"), RowKind.UPDATE_AFTER, 1), out);
        transform.process(row(List.of("c"), RowKind.DELETE, 2), out);

        List<String> said = given.stream()
                .map(r -> r.kind() + " " + r.revision() + " " + r.stringAt(1))
                .toList();
        assertEquals(List.of("INSERT 0 a", "INSERT 0 b", "DELETE 1 a", "DELETE 1 b", "INSERT 2 c", "DELETE 3 c"), said);
        assertEquals(given.get(0).offset(), given.get(4).offset());
    }

    @Test
    void what_has_no_elements_gives_nothing_or_one_row_with_null() {
        transform(DataType.array(DataType.STRING), false).process(row(null, RowKind.INSERT, 0), out);
        transform(DataType.array(DataType.STRING), false).process(row(List.of(), RowKind.INSERT, 0), out);
        assertEquals(List.of(), given);

        transform(DataType.array(DataType.STRING), true).process(row(null, RowKind.INSERT, 0), out);
        transform(DataType.array(DataType.STRING), true).process(row(List.of(), RowKind.INSERT, 0), out);
        assertEquals(2, given.size());
        given.forEach(r -> {
            assertEquals(true, r.isNull(1));
            assertEquals(true, r.isNull(2));
        });
        assertEquals(List.of(), rejected);
    }

    @Test
    void entries_of_a_map_are_key_and_value() {
        transform(DataType.map(DataType.STRING, DataType.BIGINT), false)
                .process(row(Map.of("k", 4L), RowKind.INSERT, 0), out);

        assertEquals("k", given.get(0).stringAt(1));
        assertEquals(4, given.get(0).longAt(2));
    }

    @Test
    void a_node_refuses_a_schema_without_room_for_its_elements() {
        PlanNode input = scan(DataType.array(DataType.STRING));
        InputColumn column = new InputColumn(0, input.schema().type(0));

        assertThrows(
                IllegalArgumentException.class,
                () -> new Unnest("unnest#1", input, column, false, true, input.schema(), -1, List.of()));
    }

    private static Row row(Object collection, RowKind kind, int revision) {
        Row row = new Row(1).withPosition(7, 100).withKind(kind).withRevision(revision);
        row.setObject(0, collection);
        return row;
    }

    private static PlanNode scan(DataType type) {
        Schema schema = Schema.of(new Column("items", type));
        Table table = Table.of("t", schema, Map.of("connector", "scenario"));
        return new Scan(
                "scan#1",
                new TableDefinition(
                        table,
                        schema,
                        List.of(new InputColumn(0, type)),
                        Optional.empty(),
                        TimeRule.DEFAULT,
                        List.of(),
                        Optional.empty()));
    }

    private static UnnestTransform transform(DataType type, boolean isOuter) {
        PlanNode input = scan(type);
        boolean hasOrdinality = type.elements().size() == 1;
        List<Column> columns = new ArrayList<>(input.schema().columns());
        columns.addAll(Unnest.elements(type, hasOrdinality));
        Unnest node = new Unnest(
                "unnest#1",
                input,
                new InputColumn(0, type),
                isOuter,
                hasOrdinality,
                new Schema(columns),
                -1,
                List.of());
        return new UnnestTransform(node, FunctionCatalog.builtIn());
    }
}
