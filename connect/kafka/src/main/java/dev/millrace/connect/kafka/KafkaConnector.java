// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import dev.millrace.connect.CommonOptions;
import dev.millrace.connect.Connector;
import dev.millrace.connect.Format;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Sink;
import dev.millrace.connect.Source;
import dev.millrace.model.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * Topics as tables. The kafka-streams engine reads and writes them itself; {@link #source} and {@link #sink} are for the local
 * engine.
 */
public final class KafkaConnector implements Connector {
    public static final String NAME = "kafka";

    private static final String INITIAL_FORMAT = "json";

    private final String bootstrapServers;
    private final Map<String, Format> formats = new LinkedHashMap<>();

    /**
     * @param bootstrapServers for tables that name none by {@code properties.bootstrap.servers}
     * @param formats that a table may name; {@code json} must be one of them
     */
    public KafkaConnector(String bootstrapServers, List<Format> formats) {
        this.bootstrapServers = bootstrapServers;
        formats.forEach(f -> this.formats.put(f.name(), f));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String doc() {
        return "Records of a Kafka topic, and results into one. Client settings are given as properties.*, for example"
                + " 'properties.bootstrap.servers' = 'kafka-1:9092'. In a table with PRIMARY KEY that is only looked up by joins,"
                + " a record without a value deletes the row of its key.";
    }

    @Override
    public List<Option<?>> options() {
        return KafkaOptions.ALL;
    }

    @Override
    public Usage usage() {
        return Usage.BOTH;
    }

    @Override
    public void check(Table table, Options options, Problems problems) {
        String mode = options.find(KafkaOptions.STARTUP_MODE).orElse("");
        boolean hasTimestamp =
                table.option(KafkaOptions.STARTUP_TIMESTAMP.name()).isPresent();
        if (mode.equals("timestamp") && !hasTimestamp) {
            problems.add(
                    KafkaOptions.STARTUP_TIMESTAMP.name(),
                    "\"scan.startup.mode\" is \"timestamp\" but \"scan.startup.timestamp-millis\" is missing",
                    "Add 'scan.startup.timestamp-millis' = '<epoch milliseconds>'.");
        }
        SortedSet<String> unknown = RecordRows.unknownMetadata(table);
        if (!unknown.isEmpty()) {
            problems.add(
                    "",
                    "metadata \"" + String.join("\", \"", unknown) + "\" is not known to connector \"kafka\"",
                    "Known are " + String.join(", ", RecordRows.METADATA) + ".");
        }
    }

    @Override
    public Source source(Table table, Options options) {
        return source(table, options, allOf(table));
    }

    @Override
    public Source source(Table table, Options options, boolean[] isNeeded) {
        return new KafkaSource(
                KafkaOptions.client(table, bootstrapServers),
                KafkaOptions.topic(table, options),
                new RecordRows(table, format(options), isNeeded),
                options);
    }

    @Override
    public Sink sink(Table table, Options options) {
        return new KafkaSink(
                KafkaOptions.client(table, bootstrapServers),
                KafkaOptions.topic(table, options),
                table,
                format(options));
    }

    private Format format(Options options) {
        return formats.get(options.find(CommonOptions.FORMAT).orElse(INITIAL_FORMAT));
    }

    private static boolean[] allOf(Table table) {
        boolean[] all = new boolean[table.schema().size()];
        java.util.Arrays.fill(all, true);
        return all;
    }
}
