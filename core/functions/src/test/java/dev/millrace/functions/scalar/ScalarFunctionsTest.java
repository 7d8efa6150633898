// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.functions.DateTimes;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.scalar.Examples.Typed;
import dev.millrace.model.DataType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalarFunctionsTest {
    @Test
    void every_example_of_the_reference_gives_its_result() {
        List<String> differences = new ArrayList<>();
        for (ScalarFunction function : FunctionCatalog.builtIn().scalars()) {
            Typed value = Examples.evaluate(function.doc().example());
            if (!isSame(function.doc().result(), value)) {
                differences.add(function.doc().example() + " is " + shown(value) + " and not "
                        + function.doc().result());
            }
        }
        assertEquals(List.of(), differences);
    }

    @Test
    void substring_counts_as_flink_does() {
        assertEquals("ab", Examples.evaluate("SUBSTRING('abc', 0, 2)").value());
        assertEquals("bc", Examples.evaluate("SUBSTRING('abc', -2)").value());
        assertEquals("", Examples.evaluate("SUBSTRING('abc', 4)").value());
        assertNull(Examples.evaluate("SUBSTRING('abc', 1, -1)").value());
    }

    @Test
    void text_is_counted_in_characters_not_in_units() {
        String hot = "a" + Character.toString(0x1F525) + "b";
        assertEquals(3, call("CHAR_LENGTH", text(hot)).value());
        assertEquals("b", call("SUBSTRING", text(hot), whole(3)).value());
        assertEquals(3, call("POSITION", text("b"), text(hot)).value());
    }

    @Test
    void rounding_is_half_up_and_keeps_the_type() {
        assertEquals(new BigDecimal("3"), Examples.evaluate("ROUND(2.5)").value());
        assertEquals(
                -2.35,
                call("ROUND", new Typed(-2.345, DataType.DOUBLE), whole(2)).value());
        assertEquals(1200, call("ROUND", whole(1234), whole(-2)).value());
        assertEquals(
                Double.NaN,
                call("ROUND", new Typed(Double.NaN, DataType.DOUBLE)).value());
    }

    @Test
    void the_last_day_of_a_shorter_month_completes_the_month() {
        long from = DateTimes.parseTimestamp("2026-01-31");
        long to = DateTimes.parseTimestamp("2026-02-28");

        assertEquals(1, DateTimes.monthsBetween(from, to));
        assertEquals(-1, DateTimes.monthsBetween(to, from));
        assertEquals(0, DateTimes.monthsBetween(from, to - 1));
    }

    @Test
    void times_are_rounded_to_units_also_before_the_epoch() {
        Typed time = new Typed(DateTimes.parseTimestamp("1969-12-31 23:59:30"), DataType.TIMESTAMP);

        assertEquals(
                DateTimes.parseTimestamp("1969-12-31 23:59:00"),
                call("FLOOR", time, text("MINUTE")).value());
        assertEquals(
                DateTimes.parseTimestamp("1970-01-01"),
                call("CEIL", time, text("HOUR")).value());
        assertEquals(
                DateTimes.parseTimestamp("1969-12-28"),
                call("FLOOR", time, text("WEEK")).value());
        assertEquals(
                DateTimes.parseTimestamp("1969-10-01"),
                call("FLOOR", time, text("QUARTER")).value());
    }

    @Test
    void a_null_argument_gives_null_unless_the_function_chooses() {
        Typed nothing = new Typed(null, DataType.STRING);

        assertNull(call("UPPER", nothing).value());
        assertNull(call("CONCAT", text("a"), nothing).value());
        assertEquals(
                "a/b",
                call("CONCAT_WS", text("/"), text("a"), nothing, text("b")).value());
        assertEquals("b", call("COALESCE", nothing, text("b")).value());
    }

    @Test
    void mixed_numbers_take_the_wider_type() {
        assertEquals(
                2.5, call("GREATEST", whole(1), new Typed(2.5, DataType.DOUBLE)).value());
        assertEquals(
                new BigDecimal("1.0"),
                call("LEAST", whole(1), new Typed(new BigDecimal("2.5"), DataType.decimal(2, 1)))
                        .value());
    }

    @Test
    void what_cannot_be_had_fails_with_a_message_for_the_ledger() {
        Typed least = new Typed(Integer.MIN_VALUE, DataType.INT);

        assertEquals(
                "2147483648 does not fit INT",
                assertThrows(ArithmeticException.class, () -> call("ABS", least))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> call("REPEAT", text("abc"), whole(1_000_000)));
        assertThrows(IllegalArgumentException.class, () -> call("REGEXP", text("abc"), text("(")));
    }

    private static Typed call(String name, Typed... arguments) {
        return Examples.call(name, List.of(arguments));
    }

    private static Typed text(String value) {
        return new Typed(value, DataType.STRING);
    }

    private static Typed whole(int value) {
        return new Typed(value, DataType.INT);
    }

    private static boolean isSame(String expected, Typed value) {
        boolean isNumber = value.type().kind().isNumeric() && expected.matches("-?[0-9.]+");
        return isNumber
                ? new BigDecimal(expected)
                                .compareTo(new BigDecimal(value.value().toString()))
                        == 0
                : expected.equals(shown(value));
    }

    private static String shown(Typed value) {
        return switch (value.type().kind()) {
            case BOOLEAN -> value.value().equals(true) ? "TRUE" : "FALSE";
            case TIMESTAMP, TIMESTAMP_LTZ -> DateTimes.formatTimestamp((Long) value.value(), 3);
            case DATE -> DateTimes.formatDate((Long) value.value());
            default -> String.valueOf(value.value());
        };
    }
}
