// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements of an array are read by the scanner, columns plainly where that can be: both must say the same. */
class PlainJsonTest {
    private static final List<DataType> TYPES =
            List.of(DataType.STRING, DataType.DOUBLE, DataType.BIGINT, DataType.TIMESTAMP, DataType.BOOLEAN);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "00",
                "01",
                "-",
                "1.",
                ".5",
                "-.5",
                "1e3",
                "1.5E-2",
                "1e",
                "12345678",
                "123456789",
                "1700000000000",
                "999999999999999999",
                "9223372036854775807",
                "9223372036854775808",
                "123456789012345",
                "1234567890.12345",
                "1234567890.123456",
                "0.000000000000001",
                "1234567x",
                "12 34",
                "true",
                "false",
                "null",
                "tru",
                "trues",
                "nul",
                "falsy",
                "\"\"",
                "\"a\"",
                "\"1234567\"",
                "\"12345678\"",
                "\"123456789\"",
                "\"12345678901234567890\"",
                "\"a\\\"b\"",
                "\"tab\\t\"",
                "\"gr\u00fc\u00dfe\"",
                "\"\u20ac\"",
                "\"\u0001\"",
                "\"open",
                "\"2026-01-31T10:15:30Z\"",
                "{}",
                "{\"a\":1}",
                "{\"a\":{\"b\":[1,{\"c\":null}]},\"d\":\"e\"}",
                "{\"a\":1,}",
                "{\"a\"}",
                "[1,2]",
                "",
                ","
            })
    void values_are_what_the_scanner_makes_of_them(String value) {
        TYPES.forEach(type -> assertEquals(inArray(type, value), inColumn(type, value), type + " " + value));
    }

    @Test
    void numbers_are_what_the_scanner_makes_of_them() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder number = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
            digits(number, random, 1 + random.nextInt(12));
            if (random.nextBoolean()) {
                digits(number.append('.'), random, 1 + random.nextInt(9));
            }
            for (DataType type : List.of(DataType.DOUBLE, DataType.BIGINT, DataType.TIMESTAMP)) {
                assertEquals(inArray(type, number.toString()), inColumn(type, number.toString()), type + " " + number);
            }
        }
    }

    private static void digits(StringBuilder into, Random random, int count) {
        for (int i = 0; i < count; i++) {
            into.append((char) ('0' + random.nextInt(10)));
        }
    }

    /** Once as the only field and once among others, which are skipped plainly; before the end and far from it. */
    private static String inColumn(DataType type, String value) {
        JsonReader reader = JsonFormat.reader(Schema.of(new Column("x", type)));
        String alone = outcome(Readings.of(reader, "{\"x\":" + value + "}"), type);
        String tail = ",\"text\":\"plain text of some length\",\"n\":-1.5,\"t\":{\"a\":\"b\",\"c\":true}}";
        for (int i = 0; i < 3; i++) {
            assertEquals(alone, outcome(Readings.of(reader, "{\"x\":" + value + tail), type), "before others");
            String behind = "{\"s\":" + value + ",\"x\":" + value + tail;
            assertEquals(alone, outcome(Readings.of(reader, behind), type), "behind others");
        }
        return alone;
    }

    private static String inArray(DataType type, String value) {
        JsonReader reader = JsonFormat.reader(Schema.of(new Column("x", DataType.array(type))));
        Readings readings = Readings.of(reader, "{\"x\":[" + value + "]}");
        if (value.isEmpty()) {
            return "MALFORMED";
        }
        return readings.rows.isEmpty()
                ? readings.refusal().reason().name()
                : String.valueOf(((List<?>) readings.only().objectAt(0)).get(0));
    }

    private static String outcome(Readings readings, DataType type) {
        return readings.rows.isEmpty()
                ? readings.refusal().reason().name()
                : String.valueOf(readings.only().valueAt(0, type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"device\":\"%s\",\"v\":1}",
                "{ \"device\" : \"%s\" , \"v\" : 1 }",
                "{\"v\": 1, \"device\": \"%s\"}"
            })
    void names_are_found_whatever_is_between_them(String message) {
        JsonReader reader =
                JsonFormat.reader(Schema.of(new Column("device", DataType.STRING), new Column("v", DataType.BIGINT)));
        for (int i = 0; i < 100; i++) {
            Row row = Readings.of(reader, message.formatted("m-" + i)).only();
            assertEquals("m-" + i, row.stringAt(0));
            assertEquals(1, row.longAt(1));
        }
    }

    @Test
    void a_text_that_comes_again_is_the_same_object_even_among_a_hundred_thousand() {
        JsonReader reader = JsonFormat.reader(Schema.of(new Column("device", DataType.STRING)));
        int same = 0;
        String[] before = new String[100_000];
        for (int round = 0; round < 8; round++) {
            same = 0;
            for (int i = 0; i < before.length; i++) {
                String text = Readings.of(reader, "{\"device\":\"m-" + i + "\",\"pad\":\"0123456789\"}")
                        .only()
                        .stringAt(0);
                assertEquals("m-" + i, text);
                same += text == before[i] ? 1 : 0;
                before[i] = text;
            }
        }
        assertTrue(same > 0.8 * before.length, "the cache has not grown, same objects: " + same);
        assertSame(
                Readings.of(reader, "{\"device\":\"a name of more than sixteen bytes\"}")
                        .only()
                        .stringAt(0),
                Readings.of(reader, "{\"device\":\"a name of more than sixteen bytes\"}")
                        .only()
                        .stringAt(0));
    }
}
