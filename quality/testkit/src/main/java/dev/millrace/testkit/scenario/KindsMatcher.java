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
 * Compares every emission with {@code -- kinds}: a first cell with the kind, then the columns. Per key the order must be the same;
 * an output without key columns is compared as a whole. Engines that do not give {@code -U} are not asked for it.
 */
final class KindsMatcher {
    private final Schema schema;
    private final List<Integer> keyColumns;
    private final RowMatcher matcher;

    KindsMatcher(Output output) {
        schema = output.target().table().schema();
        keyColumns = output.keyColumns();
        matcher = new RowMatcher(schema);
    }

    List<String> difference(List<List<String>> expected, List<Emission> emissions) {
        List<Row> rows = emissions.stream().map(Emission::row).toList();
        boolean hasBefore = rows.stream().anyMatch(row -> row.kind() == RowKind.UPDATE_BEFORE);
        Map<String, List<List<String>>> wanted = new LinkedHashMap<>();
        for (List<String> cells : expected) {
            if (hasBefore || !cells.get(0).equals(RowKind.UPDATE_BEFORE.symbol())) {
                wanted.computeIfAbsent(key(cells.subList(1, cells.size())), k -> new ArrayList<>())
                        .add(cells);
            }
        }
        Map<String, List<Row>> got = new LinkedHashMap<>();
        rows.forEach(row -> got.computeIfAbsent(key(Cells.of(row, schema)), k -> new ArrayList<>())
                .add(row));
        List<List<String>> missing = new ArrayList<>();
        List<List<String>> unexpected = new ArrayList<>();
        wanted.forEach((key, list) -> {
            List<Row> actual = got.getOrDefault(key, List.of());
            if (!isSame(list, actual)) {
                missing.addAll(list);
                actual.forEach(row -> unexpected.add(withKind(row)));
            }
        });
        got.forEach((key, list) -> {
            if (!wanted.containsKey(key)) {
                list.forEach(row -> unexpected.add(withKind(row)));
            }
        });
        return RowMatcher.difference(missing, unexpected);
    }

    /** Cells of a row with its kind first. */
    List<String> withKind(Row row) {
        List<String> cells = new ArrayList<>();
        cells.add(row.kind().symbol());
        cells.addAll(Cells.of(row, schema));
        return cells;
    }

    /** Rows that are left when all kinds are applied. */
    List<List<String>> finalRows(List<List<String>> expected) {
        List<List<String>> left = new ArrayList<>();
        for (List<String> cells : expected) {
            List<String> values = cells.subList(1, cells.size());
            boolean isAddition =
                    cells.get(0).equals(RowKind.INSERT.symbol()) || cells.get(0).equals(RowKind.UPDATE_AFTER.symbol());
            if (!keyColumns.isEmpty()) {
                left.removeIf(row -> key(row).equals(key(values)));
            } else if (!isAddition) {
                left.remove(values);
            }
            if (isAddition) {
                left.add(values);
            }
        }
        return left;
    }

    private boolean isSame(List<List<String>> expected, List<Row> actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < actual.size(); i++) {
            List<String> cells = expected.get(i);
            boolean isSameRow = cells.get(0).equals(actual.get(i).kind().symbol())
                    && matcher.isSame(cells.subList(1, cells.size()), actual.get(i));
            if (!isSameRow) {
                return false;
            }
        }
        return true;
    }

    private String key(List<String> cells) {
        return keyColumns.stream()
                .map(i -> i < cells.size() ? cells.get(i) : "")
                .toList()
                .toString();
    }
}
