// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordKeysTest {
    private static final Schema SCHEMA = Schema.of(
            new Column("site", DataType.STRING),
            new Column("machine", DataType.INT),
            new Column("start", DataType.TIMESTAMP));

    private final Row row = new Row(3);

    RecordKeysTest() {
        row.setObject(0, "a\"b");
        row.setLong(1, 7);
        row.setLong(2, 1000);
        row.withPosition(2, 41);
    }

    @Test
    void a_reading_is_keyed_by_its_device_as_text() {
        assertEquals("a\"b", new String(RecordKeys.ofReading(SCHEMA, List.of(0), row), UTF_8));
        assertEquals("a\"b/7", new String(RecordKeys.ofReading(SCHEMA, List.of(0, 1), row), UTF_8));
        assertNull(RecordKeys.ofReading(SCHEMA, List.of(), row));
    }

    @Test
    void a_result_is_keyed_by_one_string_or_a_json_array_or_its_reading() {
        assertEquals("a\"b", new String(RecordKeys.ofResult(SCHEMA, List.of(0), row), UTF_8));
        assertEquals("[\"a\\\"b\",7,1000]", new String(RecordKeys.ofResult(SCHEMA, List.of(0, 1, 2), row), UTF_8));
        assertEquals("2:41", new String(RecordKeys.ofResult(SCHEMA, List.of(), row), UTF_8));
    }

    @Test
    void null_and_empty_text_are_different_results() {
        Row empty = new Row(3);
        empty.setObject(0, "");

        assertEquals("[null]", new String(RecordKeys.ofResult(SCHEMA, List.of(0), new Row(3)), UTF_8));
        assertEquals("", new String(RecordKeys.ofResult(SCHEMA, List.of(0), empty), UTF_8));
    }
}
