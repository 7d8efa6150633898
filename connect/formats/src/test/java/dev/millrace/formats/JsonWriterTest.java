// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWriterTest {
    private static String write(DataType type, Object value, String timestampStandard) {
        Schema schema = Schema.of(new Column("x", type));
        Row row = new Row(1);
        row.setValue(0, type, value);
        ByteWriter out = new ByteWriter();
        JsonFormat.writer(schema, timestampStandard).write(row, out);
        String json = new String(out.toBytes(), UTF_8);
        return json.substring(5, json.length() - 1);
    }

    private static String write(DataType type, Object value) {
        return write(type, value, JsonFormat.ISO_8601);
    }

    @Test
    void values_of_all_types_are_written() {
        assertEquals("true", write(DataType.BOOLEAN, true));
        assertEquals("-9223372036854775808", write(DataType.BIGINT, Long.MIN_VALUE));
        assertEquals("-7", write(DataType.INT, -7));
        assertEquals("0", write(DataType.INT, 0));
        assertEquals("0.1", write(DataType.FLOAT, 0.1f));
        assertEquals("12.30", write(DataType.decimal(5, 2), new BigDecimal("12.30")));
        assertEquals("\"AQI=\"", write(DataType.BYTES, new byte[] {1, 2}));
        assertEquals("\"2026-01-31\"", write(DataType.DATE, 20484L));
        assertEquals("\"10:15:30.123\"", write(DataType.TIME, 36930123L));
        assertEquals("null", write(DataType.STRING, null));
        assertEquals("[1,null]", write(DataType.array(DataType.INT), Arrays.asList(1, null)));
        assertEquals(
                "{\"a\":1.5}",
                write(DataType.map(DataType.STRING, DataType.DOUBLE), Collections.singletonMap("a", 1.5)));
        Row inner = new Row(2);
        inner.setObject(1, "b");
        DataType row = DataType.row(List.of(new Column("n", DataType.INT), new Column("s", DataType.STRING)));
        assertEquals("{\"n\":null,\"s\":\"b\"}", write(row, inner));
        assertEquals("[{\"n\":null,\"s\":\"b\"}]", write(DataType.array(row), List.of(inner)));
    }

    @Test
    void timestamps_are_written_in_the_chosen_form() {
        long ms = 1_769_854_530_123L;

        assertEquals("\"2026-01-31T10:15:30.123\"", write(DataType.TIMESTAMP, ms));
        assertEquals("\"2026-01-31T10:15:30.123Z\"", write(DataType.TIMESTAMP_LTZ, ms));
        assertEquals("\"2026-01-31 10:15:30.123\"", write(DataType.TIMESTAMP, ms, JsonFormat.SQL));
        assertEquals("1769854530123", write(DataType.TIMESTAMP, ms, JsonFormat.EPOCH_MILLIS));
        assertEquals("\"1969-12-31T23:59:59.999\"", write(DataType.TIMESTAMP, -1L));
    }

    @Test
    void text_is_escaped_and_stays_utf_8() {
        assertEquals(
                "\"a\\\"\\\\\\n\\u0001/\u00e4\ud83d\ude00\\t\"",
                write(DataType.STRING, "a\"\\\n\u0001/\u00e4\ud83d\ude00\t"));
    }

    @ParameterizedTest
    @CsvSource({
        "21.5, 21.5",
        "20, 20.0",
        "-0.05, -0.05",
        "0.1, 0.1",
        "100.07, 100.07",
        "1234567.125, 1234567.125",
        "2e-3, 0.002",
        "0, 0.0",
        "-0.0, -0.0",
        "2.0E-3, 0.002",
        "1e21, 1.0E21",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "9007199254740993, 9.007199254740992E15",
    })
    void doubles_are_written_in_their_shortest_form(double value, String wanted) {
        assertEquals(wanted, write(DataType.DOUBLE, value));
    }

    @Test
    void doubles_read_back_as_they_were() {
        Random random = new Random(11);
        for (int i = 0; i < 50_000; i++) {
            double value = i % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : random.nextInt(100_000_000) / Math.pow(10, random.nextInt(9));
            if (Double.isFinite(value)) {
                assertEquals(value, Double.parseDouble(write(DataType.DOUBLE, value)));
            }
        }
    }
}
