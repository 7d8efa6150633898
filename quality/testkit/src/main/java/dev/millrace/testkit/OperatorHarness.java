// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit;

import dev.millrace.kernel.Operator;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.TimeRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs an operator as engines run it. Give rows and time in order, say what is expected, and call {@link #verify}: the case
 * is run row by row, with rows first and time later, with two copies of every key in turn, and with its state saved and
 * restored after every step. At the end every state must be empty.
 *
 * <p>Emissions are lines of text: {@code +I @1000 pump-1, 3.5}, and with a revision {@code +U #1 @1000 pump-1, 3.0}. Rows
 * without event time have no {@code @}. Ledger lines are {@code LATE pump-1, 3.5} (reason and values of the input row).
 *
 * @param <S> state of the operator
 */
public final class OperatorHarness<S> {
    private final Supplier<? extends Operator<S>> operators;
    private final Schema input;
    private final Schema output;
    private final List<HarnessStep> steps = new ArrayList<>();
    private TimeRule timeRule = TimeRule.DEFAULT;
    private int timeColumn = -1;
    private List<Integer> keys = List.of();
    private long nextOffset;
    private List<String> expectedEmissions;
    private List<String> expectedResult;
    private List<String> expectedLedger;

    private OperatorHarness(Supplier<? extends Operator<S>> operators, Schema input, Schema output) {
        this.operators = operators;
        this.input = input;
        this.output = output;
    }

    /**
     * A case without rows.
     *
     * @param operators gives a fresh operator object at every call
     */
    public static <S> OperatorHarness<S> of(Supplier<? extends Operator<S>> operators, Schema input, Schema output) {
        return new OperatorHarness<>(operators, input, output);
    }

    /** Columns of the key; none: all rows meet in one state. */
    public OperatorHarness<S> keys(int... columns) {
        keys = Arrays.stream(columns).boxed().toList();
        return this;
    }

    /** Rule whose bound makes the stream's progress, and the column that event time is read from (-1: none). */
    public OperatorHarness<S> time(TimeRule rule, int column) {
        timeRule = rule;
        timeColumn = column;
        return this;
    }

    /** A row of boxed values; any number does for a numeric column, time is epoch milliseconds. */
    public OperatorHarness<S> row(Object... values) {
        return row(0, rowOf(values));
    }

    /** A row as it is; times and position are kept when they are set. */
    public OperatorHarness<S> row(int port, Row row) {
        if (row.timeMs() == Row.NO_TIME && timeColumn >= 0 && !row.isNull(timeColumn)) {
            row.withTimeMs(row.longAt(timeColumn));
        }
        if (row.offset() < 0) {
            row.withPosition(0, nextOffset);
        }
        nextOffset++;
        steps.add(new HarnessStep(HarnessStep.Kind.ROW, port, row, Row.NO_TIME));
        return this;
    }

    /** Progress of the stream as other keys make it; ignored when it is behind what the rows made. */
    public OperatorHarness<S> progress(long progressMs) {
        steps.add(new HarnessStep(HarnessStep.Kind.PROGRESS, 0, null, progressMs));
        return this;
    }

    /** No input for {@code time.idle} of wall-clock time. */
    public OperatorHarness<S> idle() {
        steps.add(new HarnessStep(HarnessStep.Kind.IDLE, 0, null, Operator.IDLE));
        return this;
    }

    /** All emissions of the row-by-row run, in order, the end of the input included. */
    public OperatorHarness<S> expect(String... lines) {
        expectedEmissions = List.of(lines);
        return this;
    }

    /** What is left after all corrections, without kind and revision, in any order: {@code @1000 pump-1, 3.5}. */
    public OperatorHarness<S> expectResult(String... lines) {
        expectedResult = Arrays.stream(lines).sorted().toList();
        return this;
    }

    /** All ledger lines in order; not called: there must be none. */
    public OperatorHarness<S> expectLedger(String... lines) {
        expectedLedger = List.of(lines);
        return this;
    }

    /**
     * Runs all ways and compares.
     *
     * @return what the row-by-row run gave
     * @throws AssertionError that names the way that differs
     */
    public HarnessOutcome verify() {
        HarnessOutcome plain = run(HarnessMode.ROW_BY_ROW);
        if (expectedEmissions != null) {
            check("emissions", expectedEmissions, plain.emissions());
        }
        if (expectedResult != null) {
            check("final result", expectedResult, plain.result());
        }
        check("ledger", expectedLedger == null ? List.of() : expectedLedger, plain.ledger());
        for (HarnessMode mode : HarnessMode.values()) {
            HarnessOutcome other = mode == HarnessMode.ROW_BY_ROW ? plain : run(mode);
            if (mode.isExact()) {
                check("emissions " + mode.text(), plain.emissions(), other.emissions());
            }
            check("final result " + mode.text(), plain.result(), other.result());
            check("ledger " + mode.text(), plain.ledger(), other.ledger());
        }
        return plain;
    }

    /** Runs the case row by row only. */
    public HarnessOutcome run() {
        return run(HarnessMode.ROW_BY_ROW);
    }

    private HarnessOutcome run(HarnessMode mode) {
        return new HarnessRun<>(new HarnessSetting<>(operators, input, output, keys, timeRule.boundMs()), mode)
                .run(steps);
    }

    private Row rowOf(Object... values) {
        if (values.length != input.size()) {
            throw new IllegalArgumentException(
                    "row has " + values.length + " values but the schema has " + input.size() + " columns");
        }
        Row row = new Row(input.size());
        for (int i = 0; i < values.length; i++) {
            row.setValue(i, input.type(i), values[i]);
        }
        return row;
    }

    private static void check(String what, List<String> expected, List<String> actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(what + "\nexpected:\n  " + String.join("\n  ", expected) + "\nactual:\n  "
                    + String.join("\n  ", actual));
        }
    }
}
