// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFormatTest {
    private static final Schema SCHEMA = Schema.of(
            new Column("ts", DataType.TIMESTAMP),
            new Column("device", DataType.STRING),
            new Column("value", DataType.DOUBLE));

    private static Options options(Map<String, String> texts) {
        Problems problems = new Problems();
        Options options = Options.of(new CsvFormat().options(), texts, problems);
        assertTrue(problems.isEmpty(), problems.list().toString());
        return options;
    }

    private static CsvReader reader(Map<String, String> texts) {
        return new CsvFormat().reader(SCHEMA, new boolean[] {true, true, true}, options(texts));
    }

    @Test
    void lines_are_read_by_position() {
        Readings readings =
                Readings.of(reader(Map.of()), "2026-01-31 10:15:30,\"pump, 7\",21.5\r\n1700000000000,\"\",\n");

        assertEquals(2, readings.rows.size());
        assertEquals("pump, 7", readings.rows.get(0).stringAt(1));
        assertEquals(21.5, readings.rows.get(0).doubleAt(2));
        assertEquals(1_700_000_000_000L, readings.rows.get(1).longAt(0));
        assertEquals("", readings.rows.get(1).stringAt(1));
        assertTrue(readings.rows.get(1).isNull(2));
    }

    @Test
    void a_header_names_the_columns_of_all_later_lines() {
        CsvReader reader = reader(Map.of("csv.header", "true", "csv.field-delimiter", ";"));

        assertEquals(0, Readings.of(reader, "value;other;device").rows.size());
        Row row = Readings.of(reader, "-3e1;x;p-7").only();

        assertEquals("p-7", row.stringAt(1));
        assertEquals(-30, row.doubleAt(2));
        assertTrue(row.isNull(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "x,p,1|INVALID|field \"ts\" is \"x\", wanted TIMESTAMP(3)",
                ",p,NaN|INVALID|field \"value\" is \"NaN\", wanted DOUBLE",
                ",p,1d|INVALID|field \"value\" is \"1d\", wanted DOUBLE",
                ",p,1,2|INVALID|line has 4 fields, wanted 3",
                "~~|MALFORMED|message is empty",
            })
    void what_is_no_row_is_refused(String line, LedgerReason reason, String detail) {
        assertEquals(reason, Readings.of(reader(Map.of()), line).refusal().reason());
        assertEquals(detail, Readings.of(reader(Map.of()), line).refusal().detail());
    }

    @Test
    void a_quote_that_is_not_closed_is_malformed() {
        assertEquals(
                LedgerReason.MALFORMED,
                Readings.of(reader(Map.of()), ",\"p,1\n").refusal().reason());
    }

    @Test
    void rows_read_back_as_they_were_written() {
        Map<String, String> texts = Map.of("csv.null-literal", "n/a");
        Row row = new Row(3);
        row.setLong(0, 1_769_854_530_123L);
        row.setObject(1, "a \"b\", c\n\u00e4");
        ByteWriter out = new ByteWriter();

        new CsvFormat().writer(SCHEMA, options(texts)).write(row, out);

        String line = new String(out.toBytes(), UTF_8);
        assertEquals("2026-01-31 10:15:30.123,\"a \"\"b\"\", c\n\u00e4\",n/a", line);
        Row back = Readings.of(reader(texts), line).only();
        assertEquals(row.longAt(0), back.longAt(0));
        assertEquals(row.stringAt(1), back.stringAt(1));
        assertTrue(back.isNull(2));
    }
}
