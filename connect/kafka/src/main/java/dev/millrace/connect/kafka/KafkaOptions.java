// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import dev.millrace.connect.CommonOptions;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.model.Table;
import java.util.List;
import java.util.SortedMap;

/** Options of a table with {@code 'connector' = 'kafka'}, besides {@code topic}, {@code format} and {@code properties.*}. */
public final class KafkaOptions {
    /** Prefix of Kafka's own client settings. */
    public static final String PROPERTIES = "properties.";

    /** Used when the table names no broker: the one that Millrace runs with. */
    public static final String BOOTSTRAP = "bootstrap.servers";

    public static final Option<String> STARTUP_MODE = Option.choice(
            "scan.startup.mode",
            "earliest-offset",
            List.of("earliest-offset", "latest-offset", "group-offsets", "timestamp"),
            "Where reading begins at the very first start; later starts go on from the committed positions. group-offsets takes"
                    + " what the group has committed, else the earliest record.");

    public static final Option<Long> STARTUP_TIMESTAMP = Option.number(
            "scan.startup.timestamp-millis",
            0,
            0,
            Long.MAX_VALUE,
            "Epoch milliseconds of the first record to read when scan.startup.mode is timestamp.");

    public static final Option<Long> PARTITIONS = Option.number(
            "partitions",
            4,
            1,
            1000,
            "Partitions of the topic when Millrace makes it; an existing topic keeps its own number. With time.clock = stream always 1.");

    public static final Option<Long> RETENTION =
            Option.duration("retention", "7 d", "How long the topic keeps records when Millrace makes it.");

    static final List<Option<?>> ALL = List.of(STARTUP_MODE, STARTUP_TIMESTAMP, PARTITIONS, RETENTION);

    private KafkaOptions() {}

    /** Topic of a table: option {@code topic}, else {@code readings.<table>}. */
    static String topic(Table table, Options options) {
        return options.find(CommonOptions.TOPIC).orElse("readings." + table.name());
    }

    /** Client settings of a table; its {@code properties.bootstrap.servers} wins over the given address. */
    static ClientSettings client(Table table, String bootstrapServers) {
        SortedMap<String, String> properties = properties(table);
        String address = properties.getOrDefault(BOOTSTRAP, bootstrapServers);
        return new ClientSettings(address, properties);
    }

    /** Options {@code properties.*} of a table without the prefix. */
    public static SortedMap<String, String> properties(Table table) {
        SortedMap<String, String> found = new java.util.TreeMap<>();
        table.options().forEach((name, value) -> {
            if (name.startsWith(PROPERTIES)) {
                found.put(name.substring(PROPERTIES.length()), value);
            }
        });
        return found;
    }
}
