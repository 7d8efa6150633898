// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit;

import dev.millrace.kernel.Collector;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes down what comes out of an operator, and checks that nothing is changed after it was handed on. */
final class HarnessCollector implements Collector {
    private final Schema input;
    private final Schema output;
    private final List<String> emissions = new ArrayList<>();
    private final List<String> ledger = new ArrayList<>();
    private final Map<Row, String> emitted = new IdentityHashMap<>();
    private final Map<Row, String> settled = new IdentityHashMap<>();

    HarnessCollector(Schema input, Schema output) {
        this.input = input;
        this.output = output;
    }

    @Override
    public void emit(Row row) {
        String line = shown(row);
        emissions.add(line);
        if (emitted.put(row, line) != null) {
            throw new AssertionError("the same row object was emitted twice: " + line);
        }
    }

    @Override
    public void reject(Row row, LedgerReason reason, String detail) {
        if (detail == null || detail.isBlank()) {
            throw new AssertionError(reason + " without a detail");
        }
        ledger.add(reason + " " + values(row, input));
        settled.put(row, "rejected");
    }

    @Override
    public void used(Row row) {
        settled.put(row, "used");
    }

    /** Fails when the operator neither used nor rejected the row. */
    void checkSettled(Row row) {
        if (!settled.containsKey(row)) {
            throw new AssertionError("neither used nor rejected: " + values(row, input));
        }
    }

    HarnessOutcome outcome() {
        emitted.forEach((row, line) -> {
            if (!shown(row).equals(line)) {
                throw new AssertionError("changed after it was emitted: " + line + " is now " + shown(row));
            }
        });
        return HarnessOutcome.of(emissions, ledger);
    }

    private String shown(Row row) {
        return row.kind().symbol()
                + (row.revision() == 0 ? "" : " #" + row.revision())
                + (row.timeMs() == Row.NO_TIME ? "" : " @" + row.timeMs())
                + " "
                + values(row, output);
    }

    static String values(Row row, Schema schema) {
        return IntStream.range(0, schema.size())
                .mapToObj(i -> row.isNull(i) ? "NULL" : String.valueOf(row.valueAt(i, schema.type(i))))
                .collect(Collectors.joining(", "));
    }
}
