// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import dev.millrace.connect.mqtt.TopicTemplate;
import dev.millrace.model.MillraceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The tables that take readings, by name and by MQTT topic. Immutable; replaced as a whole. */
final class GatewayTables {
    private final Map<String, TableDoor> byName = new LinkedHashMap<>();
    private final List<TableDoor> withTopics = new ArrayList<>();

    /** Throws GW-201 when two tables claim the same topics. */
    GatewayTables(List<DoorTable> tables, Function<String, TableCounters> counters) {
        for (DoorTable table : tables) {
            TableDoor door = new TableDoor(table, counters.apply(table.name()));
            table.template().ifPresent(template -> {
                requireNoOverlap(table, template);
                withTopics.add(door);
            });
            byName.put(table.name(), door);
        }
    }

    private void requireNoOverlap(DoorTable table, TopicTemplate template) {
        for (TableDoor other : withTopics) {
            TopicTemplate theirs = other.door().template().orElseThrow();
            if (template.overlaps(theirs)) {
                throw MillraceException.of(
                        GatewayError.TOPICS_OVERLAP,
                        "tables \"" + other.door().name() + "\" and \"" + table.name()
                                + "\" both take topics such as \"" + theirs + "\" and \"" + template + "\"",
                        "Make the templates differ in a word, or take one table for both.");
            }
        }
    }

    /** Null when there is none. */
    TableDoor named(String table) {
        return byName.get(table);
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Table that takes a topic with the values of its template's columns; null when none does. */
    Match match(String topic) {
        for (TableDoor table : withTopics) {
            TopicTemplate template = table.door().template().orElseThrow();
            String[] values = new String[template.columns().size()];
            if (template.match(topic, values)) {
                return new Match(table, values);
            }
        }
        return null;
    }

    /** A table and what the topic says about a reading. */
    record Match(TableDoor table, String[] values) {}
}
