// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Over;
import dev.millrace.plan.Over.Frame;
import dev.millrace.plan.Over.OverCall;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TimeRule.Clock;
import dev.millrace.testkit.Inputs;
import dev.millrace.testkit.OperatorHarness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The built-in aggregates over random frames of random rows, with NULLs, several keys, repeated times and disorder, against a reference
 * that looks at every row for every row. {@code -Dmillrace.effort=10} runs ten times as many cases.
 */
final class OverReferenceTest {
    private static final int CASES = 40 * Integer.getInteger("millrace.effort", 1);
    private static final int ROWS = 40;
    private static final List<String> FUNCTIONS = List.of("COUNT", "SUM", "MIN", "MAX", "FIRST_VALUE", "LAST_VALUE");
    private static final Schema INPUT = Schema.of(
            new Column("k", DataType.BIGINT), new Column("ts", DataType.TIMESTAMP), new Column("n", DataType.BIGINT));

    /** A row; n is null for NULL. */
    private record Reading(long key, long timeMs, Long n) {}

    /** One column of the result. */
    private record Asked(String function, Frame frame) {}

    @Test
    void every_aggregate_gives_what_looking_at_every_row_gives() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<Reading> rows = rows(random);
            List<Asked> asked = List.of(asked(random), asked(random), asked(random));
            // Within the lateness nothing is lost, however the rows come.
            TimeRule rule = new TimeRule(
                    Clock.values()[random.nextInt(2)], random.nextInt(6), 10_000, 60_000, 1_000, 1_000_000);
            for (Emit emit : Emit.values()) {
                OperatorHarness<OverState> harness = harness(asked, rule, emit);
                rows.forEach(row -> harness.row(row.key(), row.timeMs(), row.n()));
                assertEquals(
                        expected(rows, asked),
                        harness.verify().result(),
                        "seed " + seed + " " + emit + " " + asked + " over " + rows);
            }
        }
    }

    private static List<Reading> rows(Random random) {
        List<Reading> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            long timeMs = i + random.nextInt(10) - random.nextInt(10);
            Long n = random.nextInt(5) == 0 ? null : (long) random.nextInt(20) - 10;
            rows.add(new Reading(random.nextInt(2), timeMs, n));
        }
        return rows;
    }

    private static Asked asked(Random random) {
        int to = random.nextInt(4);
        long from = random.nextInt(6) == 0 ? Frame.UNBOUNDED : to + random.nextInt(12);
        return new Asked(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())), new Frame(random.nextBoolean(), from, to));
    }

    private static List<String> expected(List<Reading> arrived, List<Asked> asked) {
        List<String> result = new ArrayList<>();
        for (long key = 0; key < 2; key++) {
            long wanted = key;
            List<Reading> rows = new ArrayList<>(
                    arrived.stream().filter(row -> row.key() == wanted).toList());
            rows.sort((a, b) -> Long.compare(a.timeMs(), b.timeMs()));
            for (int i = 0; i < rows.size(); i++) {
                Reading row = rows.get(i);
                StringBuilder line =
                        new StringBuilder("@" + row.timeMs() + " " + key + ", " + row.timeMs() + ", " + text(row.n()));
                for (Asked column : asked) {
                    line.append(", ").append(text(value(rows, i, column)));
                }
                result.add(line.toString());
            }
        }
        Collections.sort(result);
        return result;
    }

    private static Long value(List<Reading> rows, int current, Asked asked) {
        List<Long> frame = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            long distance = asked.frame().isRows()
                    ? current - i
                    : rows.get(current).timeMs() - rows.get(i).timeMs();
            if (distance >= asked.frame().to() && distance <= asked.frame().from()) {
                frame.add(rows.get(i).n());
            }
        }
        List<Long> values = frame.stream().filter(Objects::nonNull).toList();
        return switch (asked.function()) {
            case "COUNT" -> (long) values.size();
            case "SUM" -> values.stream().reduce(Long::sum).orElse(null);
            case "MIN" -> values.stream().min(Long::compare).orElse(null);
            case "MAX" -> values.stream().max(Long::compare).orElse(null);
            case "FIRST_VALUE" -> values.isEmpty() ? null : values.get(0);
            case "LAST_VALUE" -> values.isEmpty() ? null : values.get(values.size() - 1);
            default -> throw new IllegalArgumentException(asked.function());
        };
    }

    private static String text(Long value) {
        return value == null ? "NULL" : value.toString();
    }

    private static OperatorHarness<OverState> harness(List<Asked> asked, TimeRule rule, Emit emit) {
        List<Column> columns = new ArrayList<>(INPUT.columns());
        List<OverCall> calls = new ArrayList<>();
        for (Asked column : asked) {
            columns.add(new Column("c" + calls.size(), DataType.BIGINT));
            calls.add(new OverCall(
                    new AggregateCall(column.function(), List.of(2), false, -1, DataType.BIGINT), column.frame()));
        }
        Schema output = new Schema(columns);
        Over plan = new Over("over#1", Inputs.scan(INPUT, rule), List.of(0), calls, output, rule, emit, List.of());
        return OperatorHarness.of(() -> new OverOperator(plan, FunctionCatalog.builtIn()), INPUT, output)
                .keys(0)
                .time(rule, 1);
    }
}
