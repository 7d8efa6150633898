// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.verify;

import dev.millrace.kernel.host.ScenarioEngine.Result;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import dev.millrace.testkit.scenario.Cells;
import dev.millrace.testkit.scenario.FinalResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Final rows of each output as multisets, and the ledger by reason and table. Texts, whole numbers, decimals and times must be the
 * same; floating-point numbers up to a relative 1e-9, as sums over several keys depend on the order in which keys arrive.
 */
final class Comparison {
    private static final int HISTORY_MAX = 10;

    private final Pipeline pipeline;

    Comparison(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Lines that name the first row of each output that differs, with its history; empty when all is equal. */
    List<String> of(Result first, Result other) {
        List<String> lines = new ArrayList<>();
        if (first == other) {
            return lines;
        }
        for (Output output : pipeline.outputs()) {
            compare(output, first, other, lines);
        }
        Map<String, Long> wanted = ledger(first);
        Map<String, Long> got = ledger(other);
        if (!wanted.equals(got)) {
            lines.add("ledger: first run has " + wanted + ", this one " + got);
        }
        return lines;
    }

    private static Map<String, Long> ledger(Result result) {
        Map<String, Long> counts = new TreeMap<>();
        for (LedgerEntry entry : result.ledger()) {
            counts.merge(entry.reason() + " " + entry.table(), 1L, Long::sum);
        }
        return counts;
    }

    private static void compare(Output output, Result first, Result other, List<String> lines) {
        Schema schema = output.target().table().schema();
        List<Row> wanted = sorted(FinalResult.of(output, first.emissions()), schema);
        List<Row> got = sorted(FinalResult.of(output, other.emissions()), schema);
        Comparator<Row> order = exactColumns(schema);
        int differing = 0;
        int i = 0;
        int j = 0;
        while (i < wanted.size() || j < got.size()) {
            Row left = i < wanted.size() ? wanted.get(i) : null;
            Row right = j < got.size() ? got.get(j) : null;
            int step = left == null ? 1 : right == null ? -1 : order.compare(left, right);
            if (step == 0 && isSame(left, right, schema)) {
                i++;
                j++;
                continue;
            }
            if (differing++ == 0) {
                lines.add("output " + output.id() + " differs, first row:");
                addRow("first run", output, step <= 0 ? left : null, first, lines);
                addRow("this run ", output, step >= 0 ? right : null, other, lines);
                addOtherHistory(output, step <= 0 ? left : right, step < 0 ? other : step > 0 ? first : null, lines);
            }
            i += step <= 0 ? 1 : 0;
            j += step >= 0 ? 1 : 0;
        }
        if (differing > 0) {
            lines.add("  " + differing + " rows differ; first run has " + wanted.size() + ", this one " + got.size());
        }
    }

    private static void addRow(String who, Output output, Row row, Result result, List<String> lines) {
        Schema schema = output.target().table().schema();
        lines.add("  " + who + "  " + (row == null ? "has no such row" : Cells.join(Cells.of(row, schema))));
        if (row != null) {
            history(output, row, result, lines);
        }
    }

    /** What the run that lacks a row said of its key. */
    private static void addOtherHistory(Output output, Row row, Result lacking, List<String> lines) {
        if (lacking != null && !output.keyColumns().isEmpty()) {
            lines.add("  what the run without it emitted for this key:");
            history(output, row, lacking, lines);
        }
    }

    private static void history(Output output, Row row, Result result, List<String> lines) {
        Schema schema = output.target().table().schema();
        List<Row> history = FinalResult.history(output, result.emissions(), row);
        history.stream()
                .limit(HISTORY_MAX)
                .forEach(said -> lines.add("      " + said.kind().symbol() + " revision " + said.revision() + "  "
                        + Cells.join(Cells.of(said, schema))));
        if (history.size() > HISTORY_MAX) {
            lines.add("      and " + (history.size() - HISTORY_MAX) + " more");
        }
    }

    private static List<Row> sorted(List<Row> rows, Schema schema) {
        Comparator<Row> order = exactColumns(schema);
        for (int i = 0; i < schema.size(); i++) {
            int column = i;
            if (schema.type(column).kind().isFloating()) {
                order = order.thenComparing(
                        row -> row.isNull(column) ? null : row.doubleAt(column),
                        Comparator.nullsFirst(Comparator.naturalOrder()));
            }
        }
        return rows.stream().sorted(order).toList();
    }

    /** By every column that must be exactly the same. */
    private static Comparator<Row> exactColumns(Schema schema) {
        return Comparator.comparing(row -> {
            List<String> cells = new ArrayList<>(Cells.of(row, schema));
            for (int i = 0; i < schema.size(); i++) {
                if (schema.type(i).kind().isFloating()) {
                    cells.set(i, "");
                }
            }
            return String.join("\u0000", cells);
        });
    }

    private static boolean isSame(Row left, Row right, Schema schema) {
        List<String> cells = Cells.of(left, schema);
        for (int i = 0; i < schema.size(); i++) {
            if (!Cells.matches(cells.get(i), right.valueAt(i, schema.type(i)), schema.type(i))) {
                return false;
            }
        }
        return true;
    }
}
