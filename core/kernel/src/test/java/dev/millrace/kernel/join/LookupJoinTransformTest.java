// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Lookup;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.model.UnansweredException;
import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Literal;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TimeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookupJoinTransformTest {
    private static final Schema READINGS =
            Schema.of(new Column("device", DataType.STRING), new Column("n", DataType.BIGINT));
    private static final Schema DEVICES =
            Schema.of(new Column("id", DataType.STRING), new Column("limit", DataType.BIGINT));

    private final Answers answers = new Answers();
    private final List<Row> results = new ArrayList<>();
    private final List<String> rejections = new ArrayList<>();

    @Test
    void a_row_comes_out_with_its_partner_and_its_own_origin() {
        Row row = reading("a", 7).withKind(RowKind.UPDATE_AFTER).withRevision(3);
        join(false, Optional.empty()).process(row, out());

        assertEquals(List.of("a 7 a 10"), text());
        assertEquals(RowKind.UPDATE_AFTER, results.get(0).kind());
        assertEquals(3, results.get(0).revision());
        assertEquals(70, results.get(0).timeMs());
        assertEquals(2, results.get(0).partition());
        assertEquals(7, results.get(0).offset());
    }

    @Test
    void a_row_without_partner_is_dropped_or_comes_out_alone() {
        join(false, Optional.empty()).process(reading("nobody", 1), out());
        assertEquals(List.of(), text());

        join(true, Optional.empty()).process(reading("nobody", 1), out());
        join(true, Optional.empty()).process(reading(null, 2), out());
        assertEquals(List.of("nobody 1 null null", "null 2 null null"), text());
        assertEquals(1, results.get(0).offset());
        assertEquals(List.of(List.of("nobody"), List.of("nobody")), answers.questions, "NULL is not asked for");
    }

    @Test
    void several_partners_give_several_results_that_can_be_told_apart_and_are_the_same_again() {
        LookupJoinTransform join = join(false, Optional.empty());
        join.process(reading("b", 1), out());
        join.process(reading("b", 1), out());

        assertEquals(List.of("b 1 b 20", "b 1 b 21", "b 1 b 20", "b 1 b 21"), text());
        Set<Long> offsets = new TreeSet<>();
        results.forEach(row -> offsets.add(row.offset()));
        assertEquals(2, offsets.size());
        assertEquals(results.get(0).offset(), results.get(2).offset());
        assertEquals(2, results.get(0).partition());
        assertEquals(10, results.get(0).timeMs());
    }

    @Test
    void a_partner_that_does_not_satisfy_the_condition_is_none() {
        Expression limit = new InputColumn(3, DataType.BIGINT);
        Expression isHigh = new Call(">", List.of(limit, new Literal(20L, DataType.BIGINT)), DataType.BOOLEAN);
        LookupJoinTransform join = join(true, Optional.of(isHigh));
        join.process(reading("a", 1), out());
        join.process(reading("b", 2), out());

        assertEquals(List.of("a 1 null null", "b 2 b 21"), text());
        assertEquals(2, results.get(1).offset(), "the only partner");
    }

    @Test
    void a_condition_that_fails_sends_the_row_to_the_ledger() {
        Expression limit = new InputColumn(3, DataType.BIGINT);
        Expression zero = new Literal(0L, DataType.BIGINT);
        Expression quotient = new Call("/INT", List.of(limit, zero), DataType.BIGINT);
        Expression fails = new Call(">", List.of(quotient, zero), DataType.BOOLEAN);
        join(false, Optional.of(fails)).process(reading("a", 1), out());

        assertEquals(List.of(), text());
        assertEquals(1, rejections.size());
        assertEquals("OVERFLOW", rejections.get(0).split(" ")[0]);
    }

    @Test
    void the_keys_of_a_batch_are_one_question_and_are_forgotten_after_it() {
        LookupJoinTransform join = join(false, Optional.empty());
        for (String device : List.of("a", "b", "a", "nobody")) {
            join.expect(reading(device, 1));
        }
        join.expect(reading(null, 1));
        join.fetch();
        assertEquals(1, answers.questions.size());
        assertEquals(Set.of("a", "b", "nobody"), Set.copyOf(answers.questions.get(0)));
        join.fetch();
        for (String device : List.of("a", "a", "nobody")) {
            join.process(reading(device, 1), out());
        }
        join.process(reading("c", 1), out());
        join.process(reading("c", 2), out());
        assertEquals(List.of("a 1 a 10", "a 1 a 10", "c 1 c 30", "c 2 c 30"), text());
        assertEquals(2, answers.questions.size(), "c was not expected, and asked for once");

        join.forget();
        join.process(reading("a", 1), out());
        join.process(reading("a", 1), out());
        assertEquals(4, answers.questions.size(), "outside of a batch each row asks");
    }

    @Test
    void rows_whose_question_was_not_answered_go_to_the_ledger_until_the_next_batch() {
        LookupJoinTransform join = join(true, Optional.empty());
        answers.isAway = true;
        join.expect(reading("a", 1));
        join.fetch();
        join.process(reading("a", 1), out());
        join.process(reading("a", 2), out());
        assertEquals(1, answers.questions.size());
        assertEquals(
                List.of(
                        "UNANSWERED table \"devices\" did not answer: away",
                        "UNANSWERED table \"devices\" did not answer: away"),
                rejections);
        join.forget();
        join.process(reading("a", 3), out());
        assertEquals(3, rejections.size());

        answers.isAway = false;
        join.process(reading("a", 4), out());
        assertEquals(List.of("a 4 a 10"), text());
    }

    private LookupJoinTransform join(boolean isOuter, Optional<Expression> condition) {
        Schema both = new Schema(List.of(READINGS.column(0), READINGS.column(1), DEVICES.column(0), DEVICES.column(1)));
        LookupJoin plan = new LookupJoin(
                "lookup#1",
                new Scan("scan#1", table("readings", READINGS)),
                table("devices", DEVICES),
                List.of(new LookupJoin.Key(0, 0)),
                isOuter,
                condition,
                both,
                List.of());
        return new LookupJoinTransform(plan, FunctionCatalog.builtIn(), answers);
    }

    private static TableDefinition table(String name, Schema schema) {
        List<Expression> columns = IntStream.range(0, schema.size())
                .mapToObj(i -> (Expression) new InputColumn(i, schema.type(i)))
                .toList();
        return new TableDefinition(
                Table.of(name, schema, Map.of("connector", "kafka")),
                schema,
                columns,
                Optional.empty(),
                TimeRule.DEFAULT,
                List.of(),
                Optional.empty());
    }

    private static Row reading(String device, long n) {
        Row row = new Row(2);
        row.setObject(0, device);
        row.setLong(1, n);
        return row.withTimeMs(10 * n).withPosition(2, n);
    }

    private List<String> text() {
        return results.stream()
                .map(row -> row.stringAt(0) + " " + row.longAt(1) + " " + row.stringAt(2) + " "
                        + (row.isNull(3) ? "null" : row.longAt(3)))
                .toList();
    }

    private Collector out() {
        return new Collector() {
            @Override
            public void emit(Row row) {
                results.add(row);
            }

            @Override
            public void reject(Row row, LedgerReason reason, String detail) {
                rejections.add(reason + " " + detail);
            }

            @Override
            public void used(Row row) {
                throw new AssertionError("a step without state uses nothing up");
            }
        };
    }

    /** Devices a, b (two rows) and c. */
    private static final class Answers implements Lookup {
        private final List<List<String>> questions = new ArrayList<>();
        private boolean isAway;

        @Override
        public List<List<Row>> find(List<Row> keys) {
            questions.add(keys.stream().map(key -> key.stringAt(0)).toList());
            if (isAway) {
                throw new UnansweredException("away", null);
            }
            return keys.stream().map(key -> rows(key.stringAt(0))).toList();
        }

        private static List<Row> rows(String id) {
            return switch (id) {
                case "a" -> List.of(device(id, 10));
                case "b" -> List.of(device(id, 20), device(id, 21));
                case "c" -> List.of(device(id, 30));
                default -> List.of();
            };
        }

        private static Row device(String id, long limit) {
            Row row = new Row(2);
            row.setObject(0, id);
            row.setLong(1, limit);
            return row;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
