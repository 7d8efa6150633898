// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.CommonOptions;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Rejected;
import dev.millrace.connect.Sink;
import dev.millrace.connect.Source;
import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.formats.JsonFormat;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KafkaConnectorTest {
    private static final Schema SCHEMA =
            Schema.of(new Column("device", DataType.STRING), new Column("n", DataType.BIGINT));

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static KafkaConnector connector;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(folder, 0);
        connector = new KafkaConnector(kafka.bootstrapServers(), List.of(new JsonFormat()));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void rows_written_are_read_and_a_new_source_goes_on_from_a_position() {
        Table table = table(Map.of("topic", "written"));
        try (Sink sink = connector.sink(table, options(table))) {
            for (int i = 0; i < 10; i++) {
                sink.write(row("d", i));
            }
            sink.write(row("d", 99).withKind(RowKind.UPDATE_BEFORE));
            sink.flush();
        }
        List<Long> found = new ArrayList<>();
        byte[] position;
        try (Source source = connector.source(table, options(table))) {
            readUntil(source, found, 10);
            position = source.position();
        }
        try (Sink sink = connector.sink(table, options(table))) {
            sink.write(row("d", 10));
            sink.flush();
        }
        try (Source source = connector.source(table, options(table))) {
            source.seek(position);
            readUntil(source, found, 11);
        }

        assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L), found);
    }

    @Test
    void latest_offset_reads_only_what_comes_after_the_start() {
        Table table = table(Map.of("topic", "latest", "scan.startup.mode", "latest-offset"));
        List<Long> found = new ArrayList<>();
        try (Sink sink = connector.sink(table, options(table));
                Source source = connector.source(table, options(table))) {
            sink.write(row("d", 1));
            sink.flush();
            read(source, found);
            sink.write(row("d", 2));
            sink.flush();
            readUntil(source, found, 1);
        }

        assertEquals(List.of(2L), found);
    }

    @Test
    void a_topic_that_does_not_exist_is_named() {
        Table table = table(Map.of("topic", "nowhere"));
        try (Source source = connector.source(table, options(table))) {
            MillraceException e = assertThrows(MillraceException.class, () -> read(source, new ArrayList<>()));

            assertEquals(KafkaError.TOPIC_MISSING, e.code());
        }
    }

    @Test
    void options_that_do_not_go_together_are_all_reported() {
        Table table = new Table(
                "r",
                SCHEMA,
                new TreeMap<>(Map.of("n", "ofset")),
                List.of(),
                new TreeMap<>(Map.of("connector", "kafka", "scan.startup.mode", "timestamp")));
        Problems problems = new Problems();

        connector.check(table, options(table), problems);

        assertEquals(2, problems.list().size());
        assertTrue(problems.list().get(0).fact().contains("scan.startup.timestamp-millis"));
        assertTrue(problems.list().get(1).fact().contains("\"ofset\""));
    }

    private static Options options(Table table) {
        List<Option<?>> specs = new ArrayList<>(CommonOptions.ALL);
        specs.addAll(connector.options());
        Problems problems = new Problems();
        Options options = Options.of(specs, table.options(), problems);
        assertEquals(List.of(), problems.list());
        return options;
    }

    private static Table table(Map<String, String> more) {
        Map<String, String> options = new TreeMap<>(more);
        options.put("connector", "kafka");
        options.put("partitions", "1");
        return Table.of("r", SCHEMA, options);
    }

    private static Row row(String device, long n) {
        Row row = new Row(2);
        row.setObject(0, device);
        row.setLong(1, n);
        return row.withPosition(0, n);
    }

    private static void readUntil(Source source, List<Long> found, int count) {
        while (found.size() < count) {
            read(source, found);
        }
    }

    private static void read(Source source, List<Long> found) {
        source.poll(100, new Source.Receiver() {
            @Override
            public void row(Row row) {
                found.add(row.longAt(1));
            }

            @Override
            public void rejected(Rejected rejected, byte[] raw, long offset) {
                throw new AssertionError(rejected);
            }
        });
    }
}
