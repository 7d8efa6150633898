// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DoorTableTest {
    private static final Schema SCHEMA = Schema.of(
            new Column("site", DataType.STRING),
            new Column("value", DataType.DOUBLE),
            new Column("stored", DataType.TIMESTAMP));

    private static DoorTable door(String name, String topic, Map<String, String> more) {
        Map<String, String> options = new HashMap<>(more);
        options.put("connector", "mqtt");
        options.put("topic", topic);
        return DoorTable.of(
                new Table(
                        name, SCHEMA, new TreeMap<>(Map.of("stored", "timestamp")), List.of(), new TreeMap<>(options)),
                "readings." + name);
    }

    @Test
    void metadata_columns_are_left_out_and_the_topic_names_the_device() {
        DoorTable door = door("a", "plant/{site}/+", Map.of());

        assertEquals(List.of("site", "value"), door.table().schema().names());
        assertEquals(List.of("site"), door.table().listOption("key.fields"));
        assertEquals(4, door.partitions(4));
    }

    @Test
    void a_table_with_one_clock_for_all_has_one_partition() {
        assertEquals(
                1, door("a", "plant/{site}", Map.of("time.clock", "stream")).partitions(4));
    }

    @Test
    void key_fields_that_devices_do_not_send_are_refused() {
        MillraceException refused = assertThrows(
                MillraceException.class, () -> door("a", "plant/{site}", Map.of("key.fields", "site; sensor")));

        assertEquals(
                "GW-202: option \"key.fields\" of table \"a\" names \"sensor\", which devices do not send",
                refused.getMessage());
        assertTrue(refused.hint().endsWith("site, value."), refused.hint());
    }

    @Test
    void two_tables_that_claim_the_same_topics_are_refused() {
        List<DoorTable> tables = List.of(door("a", "plant/{site}/t", Map.of()), door("b", "plant/north/+", Map.of()));

        MillraceException refused =
                assertThrows(MillraceException.class, () -> new GatewayTables(tables, name -> new TableCounters()));

        assertTrue(refused.getMessage().startsWith("GW-201: tables \"a\" and \"b\" both take"), refused.getMessage());
    }
}
