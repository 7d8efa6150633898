// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.functions.DateTimes;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.Slot;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.TypeKind;
import dev.millrace.model.Words;
import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Literal;
import dev.millrace.plan.PatternNavigation;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionCompilerTest {
    private static final DataType DECIMAL_5_2 = DataType.decimal(5, 2);

    private final ExpressionCompiler compiler = new ExpressionCompiler(FunctionCatalog.builtIn());

    @Test
    void whole_numbers_are_added_in_the_range_of_their_type() {
        assertEquals(5, value(call("+", DataType.INT, integer(2), integer(3))));
        assertEquals(-1L, value(call("-", DataType.BIGINT, bigint(2), bigint(3))));
        assertEquals(6L, value(call("*", DataType.BIGINT, bigint(2), integer(3))));
        assertEquals(-3, value(call("/", DataType.INT, integer(-7), integer(2))));
        assertEquals(-1, value(call("%", DataType.INT, integer(-7), integer(2))));
    }

    @Test
    void whole_numbers_never_overflow_silently() {
        assertFails("2147483647 + 1 does not fit INT", call("+", DataType.INT, integer(Integer.MAX_VALUE), integer(1)));
        assertFails(
                "-9223372036854775808 - 1 does not fit BIGINT",
                call("-", DataType.BIGINT, bigint(Long.MIN_VALUE), bigint(1)));
        assertFails(
                "4611686018427387904 * 2 does not fit BIGINT", call("*", DataType.BIGINT, bigint(1L << 62), bigint(2)));
        assertFails("division by zero: 5 / 0", call("/", DataType.INT, integer(5), integer(0)));
        assertFails(
                "-2147483648 / -1 does not fit INT", call("/", DataType.INT, integer(Integer.MIN_VALUE), integer(-1)));
    }

    @Test
    void doubles_follow_ieee_and_win_over_decimals_and_whole_numbers() {
        assertEquals(2.5, value(call("+", DataType.DOUBLE, dbl(0.5), integer(2))));
        assertEquals(0.75, value(call("*", DataType.DOUBLE, dbl(0.5), decimal("1.50"))));
        assertEquals(Double.POSITIVE_INFINITY, value(call("/", DataType.DOUBLE, dbl(1), integer(0))));
        assertEquals(0.1f + 0.2f, value(call("+", DataType.FLOAT, flt(0.1f), flt(0.2f))));
    }

    @Test
    void decimals_are_exact_and_round_half_up_to_the_scale_of_the_result() {
        assertEquals(new BigDecimal("0.30"), value(call("+", DECIMAL_5_2, decimal("0.10"), decimal("0.20"))));
        assertEquals(new BigDecimal("0.67"), value(call("/", DECIMAL_5_2, decimal("2.00"), integer(3))));
        assertFails("1000.00 does not fit DECIMAL(5, 2)", call("*", DECIMAL_5_2, decimal("500.00"), integer(2)));
    }

    @Test
    void null_operands_give_null() {
        assertNull(value(call("+", DataType.INT, integer(1), nullOf(DataType.INT))));
        assertNull(value(call("/", DataType.DOUBLE, column(0, DataType.DOUBLE), dbl(2)), rowOf(1)));
        assertNull(value(call("<", DataType.BOOLEAN, column(0, DataType.DOUBLE), dbl(2)), rowOf(1)));
    }

    @Test
    void and_or_and_not_have_three_values() {
        Expression yes = bool(true);
        Expression no = bool(false);
        Expression unknown = column(0, DataType.BOOLEAN);
        Row row = rowOf(1);

        assertEquals(false, value(call("AND", DataType.BOOLEAN, unknown, no), row));
        assertNull(value(call("AND", DataType.BOOLEAN, unknown, yes), row));
        assertEquals(true, value(call("OR", DataType.BOOLEAN, unknown, yes), row));
        assertNull(value(call("OR", DataType.BOOLEAN, unknown, no, no), row));
        assertNull(value(call("NOT", DataType.BOOLEAN, unknown), row));
        assertEquals(false, value(call("IS_TRUE", DataType.BOOLEAN, unknown), row));
        assertEquals(true, value(call("IS_NOT_FALSE", DataType.BOOLEAN, unknown), row));
        assertEquals(true, value(call("IS_NULL", DataType.BOOLEAN, unknown), row));
    }

    @Test
    void comparisons_promote_their_operands() {
        assertEquals(true, value(call("<", DataType.BOOLEAN, integer(1), dbl(1.5))));
        assertEquals(true, value(call("=", DataType.BOOLEAN, decimal("1.00"), integer(1))));
        assertEquals(true, value(call(">=", DataType.BOOLEAN, string("b"), string("abc"))));
        assertEquals(true, value(call("<>", DataType.BOOLEAN, dbl(Double.NaN), dbl(Double.NaN))));
        assertEquals(
                true, value(call("=", DataType.BOOLEAN, new Literal(1L, DataType.DATE), time("1970-01-02 00:00:00"))));
        assertEquals(
                true,
                value(call("IS_NOT_DISTINCT_FROM", DataType.BOOLEAN, nullOf(DataType.INT), nullOf(DataType.INT))));
        assertEquals(true, value(call("IS_DISTINCT_FROM", DataType.BOOLEAN, nullOf(DataType.INT), integer(1))));
    }

    @Test
    void case_takes_the_first_true_condition_and_converts_to_the_result_type() {
        Expression severity = call(
                "CASE",
                DataType.DOUBLE,
                call(">", DataType.BOOLEAN, column(0, DataType.DOUBLE), dbl(100)),
                integer(2),
                call(">", DataType.BOOLEAN, column(0, DataType.DOUBLE), dbl(50)),
                integer(1),
                nullOf(DataType.DOUBLE));

        assertEquals(2.0, value(severity, rowOf(1, 120.0)));
        assertEquals(1.0, value(severity, rowOf(1, 60.0)));
        assertNull(value(severity, rowOf(1, 10.0)));
    }

    @Test
    void casts_between_text_numbers_and_times_follow_flink() {
        assertEquals("0.1", cast(dbl(0.1), DataType.STRING));
        assertEquals("2026-05-01 10:00:00.500", cast(time("2026-05-01 10:00:00.5"), DataType.STRING));
        assertEquals("TRUE", cast(bool(true), DataType.STRING));
        assertEquals(1, cast(string(" 1.9 "), DataType.INT));
        assertEquals(-2, cast(dbl(-2.9), DataType.INT));
        assertEquals(new BigDecimal("2.35"), cast(dbl(2.345), DECIMAL_5_2));
        assertEquals(new BigDecimal("-2.35"), cast(decimal("-2.345"), DECIMAL_5_2));
        assertEquals(-1L, cast(time("1969-12-31 23:59:59.999"), DataType.DATE));
        assertEquals(
                DateTimes.parseTimestamp("2026-05-01 08:00:00"),
                cast(string("2026-05-01T10:00:00+02:00"), DataType.TIMESTAMP));
    }

    @Test
    void a_cast_that_fails_throws_and_try_cast_gives_null() {
        assertFails("'x1' is no whole number that fits BIGINT", call("CAST", DataType.INT, string("x1")));
        assertFails("3000000000 does not fit INT", call("CAST", DataType.INT, bigint(3_000_000_000L)));
        assertFails("1.0E30 does not fit BIGINT", call("CAST", DataType.BIGINT, dbl(1e30)));
        assertNull(value(call("TRY_CAST", DataType.INT, string("x1"))));
    }

    @Test
    void time_moves_by_intervals() {
        Expression end = time("2026-01-31 12:00:00");
        assertEquals(
                DateTimes.parseTimestamp("2026-01-31 12:00:05"),
                value(call("+", DataType.TIMESTAMP, end, new Literal(5000L, DataType.of(TypeKind.INTERVAL_DAY)))));
        assertEquals(
                DateTimes.parseTimestamp("2026-02-28 12:00:00"),
                value(call("+", DataType.TIMESTAMP, end, new Literal(1L, DataType.of(TypeKind.INTERVAL_MONTH)))));
        assertEquals(
                3_600_000L, value(call("-", DataType.of(TypeKind.INTERVAL_DAY), end, time("2026-01-31 11:00:00"))));
    }

    @Test
    void lengths_of_time_are_multiplied_and_divided_by_any_number() {
        DataType interval = DataType.of(TypeKind.INTERVAL_DAY);
        Expression hour = new Literal(3_600_000L, interval);

        assertEquals(7_200_000L, value(call("*", interval, integer(2), hour)));
        assertEquals(1_800_000L, value(call("*", interval, hour, dbl(0.5))));
        assertEquals(1_440_000L, value(call("/", interval, hour, decimal("2.50"))));
        assertEquals(1_200_000L, value(call("/", interval, hour, integer(3))));
    }

    @Test
    void like_knows_wildcards_and_escape() {
        assertEquals(true, value(call("LIKE", DataType.BOOLEAN, string("pump-7"), string("pump-_"))));
        assertEquals(true, value(call("LIKE", DataType.BOOLEAN, string("a.b.c"), string("%.%c"))));
        assertEquals(false, value(call("LIKE", DataType.BOOLEAN, string("ab"), string("a_b"))));
        assertEquals(true, value(call("LIKE", DataType.BOOLEAN, string("50%"), string("50!%"), string("!"))));
        assertEquals(false, value(call("LIKE", DataType.BOOLEAN, string("500"), string("50!%"), string("!"))));
    }

    @Test
    void nested_values_are_made_and_taken_apart() {
        DataType rowType = DataType.row(List.of(new Column("a", DataType.INT), new Column("b", DataType.STRING)));
        Expression made = call("ROW", rowType, integer(1), string("x"));
        Expression array = call("ARRAY", DataType.array(DataType.DOUBLE), integer(1), dbl(2.5));
        Expression map = call("MAP", DataType.map(DataType.STRING, DataType.INT), string("k"), integer(7));

        assertEquals("x", value(call("FIELD", DataType.STRING, made, integer(1))));
        assertEquals(List.of(1.0, 2.5), value(array));
        assertEquals(2.5, value(call("ITEM", DataType.DOUBLE, array, integer(2))));
        assertNull(value(call("ITEM", DataType.DOUBLE, array, integer(3))));
        assertEquals(Map.of("k", 7), value(map));
        assertEquals(7, value(call("ITEM", DataType.INT, map, string("k"))));
        assertEquals("[1.0, 2.5]", cast(array, DataType.STRING));
        assertEquals(true, value(call("=", DataType.BOOLEAN, made, made)));
    }

    @Test
    void what_belongs_to_a_match_comes_from_the_hook_or_is_refused() {
        Expression navigation =
                new PatternNavigation("A", column(0, DataType.DOUBLE), false, 0, 0, false, DataType.DOUBLE);
        Evaluator seven = (row, result) -> result.setDouble(7);
        Slot slot = new Slot();

        compiler.compile(call("+", DataType.DOUBLE, navigation, integer(1)), expression -> seven)
                .eval(null, slot);

        assertEquals(8, slot.asDouble());
        MillraceException refused = assertThrows(MillraceException.class, () -> compiler.compile(navigation));
        assertEquals("KRN-102", refused.code().id());
    }

    @Test
    void an_unknown_function_is_refused_by_name() {
        MillraceException refused = assertThrows(
                MillraceException.class, () -> compiler.compile(call("NO_SUCH", DataType.INT, integer(1))));

        assertEquals("function \"NO_SUCH\" is not in the catalogue", refused.fact());
    }

    private void assertFails(String message, Expression expression) {
        RuntimeException failure = assertThrows(RuntimeException.class, () -> value(expression));
        assertEquals(message, failure.getMessage());
    }

    private Object cast(Expression expression, DataType type) {
        return value(call("CAST", type, expression));
    }

    private Object value(Expression expression) {
        return value(expression, null);
    }

    private Object value(Expression expression, Row row) {
        Slot slot = new Slot();
        compiler.compile(expression).eval(row, slot);
        if (slot.isNull) {
            return null;
        }
        TypeKind kind = expression.type().kind();
        return kind.isWord() ? Words.box(kind, slot.word) : slot.object;
    }

    private static Row rowOf(int size, double... values) {
        Row row = new Row(size);
        for (int i = 0; i < values.length; i++) {
            row.setDouble(i, values[i]);
        }
        return row;
    }

    private static Call call(String function, DataType type, Expression... arguments) {
        return new Call(function, Arrays.asList(arguments), type);
    }

    private static Expression column(int column, DataType type) {
        return new InputColumn(column, type);
    }

    private static Expression nullOf(DataType type) {
        return new Literal(null, type);
    }

    private static Expression bool(boolean value) {
        return new Literal(value, DataType.BOOLEAN);
    }

    private static Expression integer(int value) {
        return new Literal(value, DataType.INT);
    }

    private static Expression bigint(long value) {
        return new Literal(value, DataType.BIGINT);
    }

    private static Expression dbl(double value) {
        return new Literal(value, DataType.DOUBLE);
    }

    private static Expression flt(float value) {
        return new Literal(value, DataType.FLOAT);
    }

    private static Expression decimal(String value) {
        BigDecimal decimal = new BigDecimal(value);
        return new Literal(decimal, DataType.decimal(Math.max(5, decimal.precision()), decimal.scale()));
    }

    private static Expression string(String value) {
        return new Literal(value, DataType.STRING);
    }

    private static Expression time(String text) {
        return new Literal(DateTimes.parseTimestamp(text), DataType.TIMESTAMP);
    }
}
