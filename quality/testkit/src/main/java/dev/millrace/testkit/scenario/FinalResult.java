// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.kernel.host.ScenarioEngine.Emission;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.plan.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies revisions: what a table that takes corrections holds at the end. A result with key columns is replaced by key; without,
 * by the position of the reading that identifies it, and among several of one position by equal values.
 */
public final class FinalResult {
    private final Schema schema;
    private final List<Integer> keyColumns;
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();
    /** Values that a -U has announced to be replaced, by identity. */
    private final Map<String, List<String>> announced = new LinkedHashMap<>();

    private FinalResult(Output output) {
        schema = output.target().table().schema();
        keyColumns = output.keyColumns();
    }

    /** Rows of an output that are left, in the order of their first emission. */
    public static List<Row> of(Output output, List<Emission> emissions) {
        FinalResult result = new FinalResult(output);
        for (Emission emission : emissions) {
            if (emission.outputId().equals(output.id())) {
                result.apply(emission.row());
            }
        }
        return result.rows.values().stream().flatMap(List::stream).toList();
    }

    /** Emissions of an output with the identity of a row, in order. */
    public static List<Row> history(Output output, List<Emission> emissions, Row row) {
        FinalResult result = new FinalResult(output);
        String identity = result.identity(row);
        return emissions.stream()
                .filter(emission -> emission.outputId().equals(output.id()))
                .map(Emission::row)
                .filter(said -> result.identity(said).equals(identity))
                .toList();
    }

    private void apply(Row row) {
        String identity = identity(row);
        List<Row> known = rows.computeIfAbsent(identity, i -> new ArrayList<>());
        if (!keyColumns.isEmpty()) {
            applyByKey(known, row);
            return;
        }
        if (row.kind() == RowKind.UPDATE_BEFORE) {
            announced.put(identity, Cells.of(row, schema));
            return;
        }
        if (row.kind() != RowKind.INSERT && !known.isEmpty()) {
            List<String> gone = row.kind() == RowKind.DELETE ? Cells.of(row, schema) : announced.remove(identity);
            known.remove(position(known, gone));
        }
        if (row.kind() != RowKind.DELETE) {
            known.add(row);
        }
    }

    private static void applyByKey(List<Row> known, Row row) {
        if (row.kind() == RowKind.UPDATE_BEFORE) {
            return;
        }
        known.clear();
        if (row.kind() != RowKind.DELETE) {
            known.add(row);
        }
    }

    /** Where the replaced row is: equal values, else the oldest. */
    private int position(List<Row> known, List<String> values) {
        for (int i = 0; i < known.size(); i++) {
            if (values != null && Cells.of(known.get(i), schema).equals(values)) {
                return i;
            }
        }
        return 0;
    }

    private String identity(Row row) {
        if (keyColumns.isEmpty()) {
            return row.partition() + ":" + row.offset();
        }
        List<String> cells = Cells.of(row, schema);
        return keyColumns.stream().map(cells::get).toList().toString();
    }
}
