// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Rejected;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static final Schema READING = Schema.of(
            new Column("device", DataType.STRING),
            new Column("ts", DataType.TIMESTAMP),
            new Column("value", DataType.DOUBLE.withNullable(false)));

    private static Row read(DataType type, String json) {
        JsonReader reader = JsonFormat.reader(Schema.of(new Column("x", type)));
        return Readings.of(reader, "{\"x\":" + json + "}").only();
    }

    private static Rejected refuse(DataType type, String json) {
        JsonReader reader = JsonFormat.reader(Schema.of(new Column("x", type)));
        return Readings.of(reader, "{\"x\":" + json + "}").refusal();
    }

    @Test
    void a_reading_is_read_by_column_names_in_any_order() {
        JsonReader reader = JsonFormat.reader(READING);
        for (int i = 0; i < 3; i++) {
            Row row = Readings.of(
                            reader,
                            " {\"value\":21.5, \"extra\":{\"a\":[1,null]} ,\"ts\":1700000000000,\"device\":\"p-7\"} ")
                    .only();

            assertEquals("p-7", row.stringAt(0));
            assertEquals(1_700_000_000_000L, row.longAt(1));
            assertEquals(21.5, row.doubleAt(2));
        }
        Row other = Readings.of(reader, "{\"device\":\"q\",\"value\":-1e3}").only();
        assertEquals("q", other.stringAt(0));
        assertTrue(other.isNull(1));
        assertEquals(-1000, other.doubleAt(2));
    }

    @Test
    void a_name_with_escapes_and_a_name_that_comes_twice_are_found() {
        Row row = Readings.of(JsonFormat.reader(READING), "{\"v\\u0061lue\":1,\"value\":2,\"value\":3}")
                .only();

        assertEquals(3, row.doubleAt(2));
    }

    @Test
    void columns_that_are_not_needed_stay_null_and_are_not_converted() {
        Options options = Options.of(new JsonFormat().options(), Map.of(), new Problems());
        JsonReader reader = new JsonFormat().reader(READING, new boolean[] {true, false, false}, options);

        Row row = Readings.of(reader, "{\"device\":\"d\",\"ts\":\"not a time\",\"value\":null}")
                .only();

        assertEquals("d", row.stringAt(0));
        assertTrue(row.isNull(1));
    }

    @Test
    void a_device_name_is_made_into_a_string_once() {
        JsonReader reader = JsonFormat.reader(READING);

        Row first = Readings.of(reader, "{\"device\":\"pump-7 \u00e4\",\"value\":1}")
                .only();
        Row second = Readings.of(reader, "{\"device\":\"pump-7 \u00e4\",\"value\":2}")
                .only();

        assertEquals("pump-7 \u00e4", first.stringAt(0));
        assertSame(first.stringAt(0), second.stringAt(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"device\":\"d\"}|INVALID|field \"value\" is missing or null, wanted DOUBLE NOT NULL",
                "{\"value\":\"21.5\"}|INVALID|field \"value\" is \"21.5\", wanted DOUBLE NOT NULL",
                "{\"value\":1e999}|INVALID|field \"value\" is 1e999, wanted DOUBLE NOT NULL",
                "{\"value\":NaN}|MALFORMED|'N' stands where a value is wanted",
                "{\"value\":1|MALFORMED|message ends where ',' or '}' is wanted",
                "{\"value\":1} x|MALFORMED|'x' stands where the end of the line is wanted",
                "7|INVALID|reading is 7, wanted an object",
                "[]|INVALID|array holds no reading",
                "[{\"value\":1},7]|INVALID|reading is 7, wanted an object",
                "''|MALFORMED|message is empty",
            })
    void what_is_no_reading_is_refused_with_the_reason(String message, LedgerReason reason, String detail) {
        Rejected rejected = Readings.of(JsonFormat.reader(READING), message).refusal();

        assertEquals(reason, rejected.reason());
        assertEquals(detail, rejected.detail());
    }

    @Test
    void arrays_and_lines_give_several_rows_or_none() {
        JsonReader reader = JsonFormat.reader(READING);

        assertEquals(
                2, Readings.of(reader, "[{\"value\":1},{\"value\":2}]").rows.size());
        assertEquals(
                2, Readings.of(reader, "{\"value\":1}\r\n{\"value\":2}\n").rows.size());
        assertEquals(
                LedgerReason.INVALID,
                Readings.of(reader, "[{\"value\":1},{\"value\":true}]")
                        .refusal()
                        .reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"value\":1},{\"value\":true},{\"value\":3}]|row INVALID row",
                "[{\"value\":1},{\"value\":}, {\"value\":3}]|row MALFORMED",
                "[{\"value\":1}]]|row MALFORMED",
                "{\"value\":1}~{\"value\":~{\"value\":3}|row MALFORMED row",
                "{\"value\":1}~{}~9~{\"value\":3}|row INVALID INVALID row",
                "{\"value\":1} {\"value\":2}~{\"value\":3}|MALFORMED row",
            })
    void each_reading_of_a_batch_stands_or_falls_alone(String message, String verdicts) {
        List<String> seen = new ArrayList<>();
        byte[] bytes = message.replace('~', '\n').getBytes(UTF_8);
        JsonFormat.reader(READING).readEach(bytes, 0, bytes.length, new JsonReader.Each() {
            @Override
            public void row(Row row, int from, int to) {
                seen.add("row");
            }

            @Override
            public void rejected(Rejected rejected, int from, int to) {
                seen.add(rejected.reason().name());
            }
        });

        assertEquals(verdicts, String.join(" ", seen));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T10:15:30.123Z, 2026-01-31T10:15:30.123Z",
        "2026-01-31 10:15:30.123456, 2026-01-31T10:15:30.123Z",
        "2026-01-31T10:15:30+02:00, 2026-01-31T08:15:30Z",
        "2026-01-31T10:15:30.5-0530, 2026-01-31T15:45:30.500Z",
        "2024-02-29t00:00z, 2024-02-29T00:00:00Z",
        "1969-12-31T23:59:59.999, 1969-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00+01, -0001-12-31T23:00:00Z",
    })
    void times_are_read_as_utc(String text, String instant) {
        long wanted = Instant.parse(instant).toEpochMilli();

        assertEquals(wanted, read(DataType.TIMESTAMP, '"' + text + '"').longAt(0));
        assertEquals(wanted, read(DataType.TIMESTAMP, Long.toString(wanted)).longAt(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2023-02-29T00:00:00\"",
                "\"2026-13-01T00:00:00\"",
                "\"2026-01-31\"",
                "\"2026-01-31T24:00:00\"",
                "\"2026-01-31T10:15:60\"",
                "\"2026-01-31T10:15:30.\"",
                "\"2026-01-31T10:15:30+2\"",
                "1.5",
                "true",
                "\"1700000000000\"",
                "1e30",
                "\"2026-01-31X10:15:30\""
            })
    void what_is_no_time_is_refused(String json) {
        assertEquals(LedgerReason.INVALID, refuse(DataType.TIMESTAMP, json).reason());
    }

    @Test
    void whole_numbers_keep_to_their_range_however_they_are_written() {
        assertEquals(127, read(DataType.TINYINT, "127").longAt(0));
        assertEquals(-32768, read(DataType.SMALLINT, "-32768").longAt(0));
        assertEquals(300, read(DataType.INT, "3e2").longAt(0));
        assertEquals(3, read(DataType.INT, "3.000").longAt(0));
        assertEquals(
                Long.MAX_VALUE, read(DataType.BIGINT, "9223372036854775807").longAt(0));
        assertEquals(
                Long.MIN_VALUE, read(DataType.BIGINT, "-9223372036854775808").longAt(0));
        assertEquals(
                "field \"x\" is 3000000000, wanted a whole number -2147483648 to 2147483647 (INT)",
                refuse(DataType.INT, "3000000000").detail());
        for (String json : List.of("9223372036854775808", "0.5", "1e-400", "1e999999999", "-129e0", "1e99999999999")) {
            assertEquals(LedgerReason.INVALID, refuse(DataType.TINYINT, json).reason(), json);
        }
        assertEquals(
                LedgerReason.INVALID,
                refuse(DataType.BIGINT, "9223372036854775808").reason());
    }

    @Test
    void decimals_are_exact_and_rounded_to_their_scale() {
        assertEquals(new BigDecimal("12345678901234567890.12"), decimal("12345678901234567890.12"));
        assertEquals(new BigDecimal("0.13"), decimal("0.125"));
        assertEquals(new BigDecimal("0.00"), decimal("1e-999999999"));
        assertEquals(
                LedgerReason.INVALID,
                refuse(DataType.decimal(30, 2), "1e999999999").reason());
        assertEquals(
                LedgerReason.INVALID, refuse(DataType.decimal(2, 1), "99.95").reason());
    }

    private static BigDecimal decimal(String json) {
        return read(DataType.decimal(30, 2), json).decimalAt(0);
    }

    @Test
    void doubles_are_the_nearest_ones() {
        Random random = new Random(7);
        List<String> hard = new ArrayList<>(List.of(
                "0",
                "-0.0",
                "5e-324",
                "1.7976931348623157e308",
                "9007199254740993",
                "2.2250738585072011e-308",
                "123456789012345678",
                "0.1234567890123456789",
                "1e22",
                "1e23",
                "1E-22",
                "3.14159e+10"));
        for (int i = 0; i < 20_000; i++) {
            hard.add(Double.toString(Double.longBitsToDouble(random.nextLong())));
            hard.add(random.nextInt(1_000_000) + "." + random.nextInt(1_000_000));
        }
        for (String text : hard) {
            if (text.startsWith("N") || text.contains("Inf")) {
                continue;
            }
            assertEquals(Double.parseDouble(text), read(DataType.DOUBLE, text).doubleAt(0), text);
        }
    }

    @Test
    void nested_values_are_read_and_faults_inside_are_named() {
        DataType item = DataType.row(List.of(new Column("k", DataType.STRING), new Column("n", DataType.INT)));
        DataType type = DataType.row(List.of(
                new Column("items", DataType.array(item)),
                new Column("tags", DataType.map(DataType.STRING, DataType.DOUBLE)),
                new Column("codes", DataType.map(DataType.INT, DataType.BOOLEAN))));

        Row outer = (Row) read(
                        type,
                        "{\"items\":[{\"k\":\"a\",\"n\":1},null],\"tags\":{\"t\":1.5,\"u\":null},"
                                + "\"codes\":{\"7\":true}}")
                .objectAt(0);

        List<?> items = (List<?>) outer.objectAt(0);
        assertEquals(1, ((Row) items.get(0)).longAt(1));
        assertEquals(null, items.get(1));
        assertEquals(Arrays.asList(1.5, null), new ArrayList<>(((Map<?, ?>) outer.objectAt(1)).values()));
        assertEquals(Map.of(7, true), outer.objectAt(2));
        assertEquals(
                "field \"x.items[1].n\" is \"b\", wanted INT",
                refuse(type, "{\"items\":[{\"n\":1},{\"n\":\"b\"}]}").detail());
    }

    @Test
    void text_takes_other_values_as_they_are_written_and_bytes_are_base64() {
        assertEquals("17", read(DataType.STRING, "17").stringAt(0));
        assertEquals("{\"a\": 1}", read(DataType.STRING, "{\"a\": 1}").stringAt(0));
        assertEquals(
                "a\"\\/\b\f\n\r\t\u00e9\ud83d\ude00",
                read(DataType.STRING, "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"")
                        .stringAt(0));
        assertArrayEquals(
                new byte[] {1, 2, 3}, (byte[]) read(DataType.BYTES, "\"AQID\"").objectAt(0));
        assertEquals(LedgerReason.INVALID, refuse(DataType.BYTES, "\"!\"").reason());
    }

    @Test
    void nesting_ends_at_512_levels() {
        String deep = "[".repeat(511) + "]".repeat(511);

        assertEquals(
                1,
                Readings.of(JsonFormat.reader(READING), "{\"value\":1,\"a\":" + deep + "}")
                        .rows
                        .size());
        assertEquals(
                LedgerReason.MALFORMED,
                Readings.of(JsonFormat.reader(READING), "{\"value\":1,\"a\":[" + deep + "]}")
                        .refusal()
                        .reason());
    }
}
