// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.kernel.calc.CalcTransform;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.plan.Calc;
import dev.millrace.plan.Output;
import dev.millrace.sql.SqlCompiler;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every example of the function reference, from SQL text to value. */
final class FunctionExamplesTest {
    private static final String TABLE = "CREATE TABLE t (x INT) WITH ('connector' = 'scenario');\n";

    private final FunctionCatalog functions = FunctionCatalog.builtIn();
    private final SqlCompiler compiler = new SqlCompiler(new ConnectorCatalog(List.of(), List.of()), functions);

    @Test
    void every_example_of_a_scalar_function_gives_its_result_in_sql() {
        List<FunctionDoc> docs =
                functions.scalars().stream().map(ScalarFunction::doc).toList();
        String queries = docs.stream()
                .map(doc -> "SELECT x, " + doc.example() + " AS r FROM t;\n")
                .collect(Collectors.joining());

        List<Output> outputs = compiler.compileScript("examples.sql", "examples", TABLE + queries)
                .pipeline()
                .outputs();

        List<String> differences = new ArrayList<>();
        for (int i = 0; i < docs.size(); i++) {
            FunctionDoc doc = docs.get(i);
            String value = value((Calc) outputs.get(i).input());
            if (!isSame(doc.result(), value)) {
                differences.add(doc.example() + " is " + value + " and not " + doc.result());
            }
        }
        assertEquals("", String.join("\n", differences));
    }

    private String value(Calc calc) {
        List<String> values = new ArrayList<>();
        new CalcTransform(calc, functions)
                .process(new Row(1), new Shown(values, calc.schema().type(1)));
        return values.get(0);
    }

    private record Shown(List<String> values, DataType type) implements Collector {
        @Override
        public void emit(Row row) {
            Object value = row.valueAt(1, type);
            values.add(
                    switch (type.kind()) {
                        case BOOLEAN -> String.valueOf(value).toUpperCase(Locale.ROOT);
                        case TIMESTAMP, TIMESTAMP_LTZ -> DateTimes.formatTimestamp((Long) value, 3);
                        case DATE -> DateTimes.formatDate((Long) value);
                        default -> String.valueOf(value);
                    });
        }

        @Override
        public void reject(Row row, LedgerReason reason, String detail) {
            values.add(reason + " " + detail);
        }

        @Override
        public void used(Row row) {}
    }

    private static boolean isSame(String expected, String value) {
        String number = "-?[0-9]+(\\.[0-9]+)?";
        return expected.matches(number) && value.matches(number)
                ? new BigDecimal(expected).compareTo(new BigDecimal(value)) == 0
                : expected.equals(value);
    }
}
