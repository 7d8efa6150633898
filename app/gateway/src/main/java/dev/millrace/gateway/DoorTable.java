// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import dev.millrace.connect.mqtt.MqttConnector;
import dev.millrace.connect.mqtt.TopicTemplate;
import dev.millrace.formats.JsonFormat;
import dev.millrace.model.Column;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table that takes readings. Immutable.
 *
 * @param table physical columns only, with the defaults of a door among its options
 * @param topic in Kafka
 * @param template of the MQTT topics, empty for a table with connector {@code http}
 */
public record DoorTable(Table table, String topic, Optional<TopicTemplate> template) {
    private static final String KEY_FIELDS = "key.fields";

    /**
     * Makes a door of a table with connector {@code mqtt} or {@code http}. Without {@code key.fields} the columns of the topic
     * template name the device; timestamps are written as epoch milliseconds unless the table says otherwise.
     *
     * @param table with all columns but the computed ones
     * @param topic in Kafka
     * @throws MillraceException GW-202 when the topic template breaks a rule or {@code key.fields} names a computed column
     */
    public static DoorTable of(Table table, String topic) {
        Optional<TopicTemplate> template = template(table);
        List<Column> physical = table.schema().columns().stream()
                .filter(c -> !table.metadata().containsKey(c.name()))
                .toList();
        TreeMap<String, String> options = new TreeMap<>(table.options());
        options.putIfAbsent(JsonFormat.TIMESTAMP_STANDARD.name(), JsonFormat.EPOCH_MILLIS);
        template.filter(t -> !t.columns().isEmpty())
                .ifPresent(t -> options.putIfAbsent(KEY_FIELDS, String.join(";", t.columns())));
        requirePhysical(table, physical, options.getOrDefault(KEY_FIELDS, ""));
        Table door = new Table(table.name(), new Schema(physical), new TreeMap<>(), table.primaryKey(), options);
        return new DoorTable(door, topic, template);
    }

    private static Optional<TopicTemplate> template(Table table) {
        if (!table.connector().equals(MqttConnector.NAME)) {
            return Optional.empty();
        }
        String text = table.option(MqttConnector.TOPIC.name()).orElse("");
        try {
            return Optional.of(TopicTemplate.parse(text));
        } catch (IllegalArgumentException e) {
            throw MillraceException.of(
                    GatewayError.TABLE_UNUSABLE,
                    "option \"topic\" of table \"" + table.name() + "\" is \"" + text + "\" but " + e.getMessage(),
                    MqttConnector.TOPIC.doc(),
                    e);
        }
    }

    /** The key of a record is made before any expression is computed. */
    private static void requirePhysical(Table table, List<Column> physical, String keyFields) {
        List<String> names = physical.stream().map(Column::name).toList();
        for (String key : keyFields.isBlank() ? new String[0] : keyFields.trim().split("\\s*;\\s*")) {
            if (!names.contains(key)) {
                throw MillraceException.of(
                        GatewayError.TABLE_UNUSABLE,
                        "option \"key.fields\" of table \"" + table.name() + "\" names \"" + key
                                + "\", which devices do not send",
                        "Take columns that are neither computed nor METADATA: " + String.join(", ", names) + ".");
            }
        }
    }

    /** Partitions of the topic when it must be made: a table with one clock for all has one. */
    int partitions(int usual) {
        return table.option("time.clock").orElse("key").equals("stream") ? 1 : usual;
    }

    public String name() {
        return table.name();
    }
}
