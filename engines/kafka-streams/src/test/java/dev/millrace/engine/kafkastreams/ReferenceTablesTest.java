// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.ResultRecords;
import dev.millrace.connect.kafka.TopicSpec;
import dev.millrace.connect.kafka.Topics;
import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.formats.JsonFormat;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.KernelOperators;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.JoinSide;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.ReferenceJoin;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TimeRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReferenceTablesTest {
    private static final Duration WAIT = Duration.ofSeconds(40);
    private static final int DEVICES = 2_000;
    private static final Schema READINGS =
            Schema.of(new Column("device", DataType.STRING), new Column("n", DataType.BIGINT));
    private static final Schema TABLE =
            Schema.of(new Column("id", DataType.STRING), new Column("site", DataType.STRING));
    private static final Schema RESULT = Schema.of(
            new Column("device", DataType.STRING),
            new Column("n", DataType.BIGINT),
            new Column("id", DataType.STRING),
            new Column("site", DataType.STRING));

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void a_table_is_read_to_its_end_before_the_first_row_is_looked_up() {
        Pipeline pipeline = pipeline("lookup");
        ensureTopics(pipeline);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(ClientSettings.of(kafka.bootstrapServers()).producer())) {
            for (int i = 0; i < DEVICES; i++) {
                producer.send(reading(i, 1));
            }
            for (int i = 0; i < DEVICES; i++) {
                producer.send(device(i, "{\"id\":\"d" + i + "\",\"site\":\"s" + i % 7 + "\"}"));
            }
            producer.send(device(0, null));
            producer.flush();

            try (KafkaStreamsRun run = run(pipeline)) {
                Set<String> sites = new HashSet<>();
                Map<String, Row> found = new TreeMap<>();
                try (Results results = new Results(kafka.bootstrapServers(), pipeline, "read_committed")) {
                    await().atMost(WAIT).until(() -> collect(results, found) >= DEVICES);
                    found.values().forEach(row -> sites.add(String.valueOf(row.stringAt(3))));
                    assertEquals(null, found.get("d0-1").stringAt(3), "device 0 was deleted");
                    assertEquals(
                            1, found.values().stream().filter(r -> r.isNull(3)).count());
                    assertEquals(8, sites.size());

                    producer.send(device(0, "{\"id\":\"d0\",\"site\":\"again\"}"));
                    producer.flush();
                    await().atMost(WAIT).until(() -> run.counts().get("devices").used() == DEVICES + 2);
                    await().atMost(WAIT).until(() -> run.lag() == 0);
                    producer.send(reading(0, 2));
                    producer.flush();
                    await().atMost(WAIT).until(() -> collect(results, found) > DEVICES);
                    assertEquals("again", found.get("d0-2").stringAt(3));
                }
                assertEquals(DEVICES + 1, run.counts().get("readings").used());
                assertEquals(0, run.counts().get("devices").ledgerRows());
            }
        }
    }

    private static int collect(Results results, Map<String, Row> found) {
        List<ResultRecords.Result> all = results.poll().devices();
        all.forEach(r -> found.put(r.row().stringAt(0) + "-" + r.row().longAt(1), r.row()));
        return found.size();
    }

    private static ProducerRecord<byte[], byte[]> reading(int device, int n) {
        String value = "{\"device\":\"d" + device + "\",\"n\":" + n + "}";
        return new ProducerRecord<>("lookup-readings", null, ("d" + device).getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private static ProducerRecord<byte[], byte[]> device(int device, String value) {
        return new ProducerRecord<>(
                "lookup-devices", null, ("d" + device).getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
    }

    private static void ensureTopics(Pipeline pipeline) {
        try (Topics topics = new Topics(ClientSettings.of(kafka.bootstrapServers()))) {
            List<TopicSpec> specs = new ArrayList<>();
            pipeline.tables().forEach(t -> specs.add(TopicSpec.of(t.topic(), 3)));
            topics.ensure(specs);
        }
    }

    private static KafkaStreamsRun run(Pipeline pipeline) {
        KafkaStreamsSettings settings =
                KafkaStreamsSettings.of(kafka.bootstrapServers(), folder.resolve(pipeline.name()), Map.of());
        KafkaStreamsEngine engine =
                new KafkaStreamsEngine(new KernelOperators(FunctionCatalog.builtIn()), List.of(new JsonFormat()));
        KafkaStreamsRun run = engine.start(pipeline, settings);
        run.awaitRunning(WAIT);
        return run;
    }

    private static Pipeline pipeline(String name) {
        TableDefinition readings = table("readings", READINGS, List.of(), name);
        TableDefinition devices = table("devices", TABLE, List.of("id"), name);
        JoinSide stream = new JoinSide(new Scan("readings.scan#1", readings), List.of(0), -1, TimeRule.DEFAULT);
        JoinSide looked = new JoinSide(new Scan("devices.scan#1", devices), List.of(0), -1, TimeRule.DEFAULT);
        ReferenceJoin join = new ReferenceJoin(
                "join#1", stream, looked, false, true, Optional.empty(), RESULT, Emit.ON_CLOSE, List.of());
        TableDefinition target = table("found", RESULT, List.of(), name);
        return new Pipeline(
                name,
                "",
                List.of(readings, devices),
                List.of(new Output(Plans.DEVICES, target, join, Emit.ON_CLOSE, List.of())));
    }

    private static TableDefinition table(String table, Schema schema, List<String> primaryKey, String name) {
        List<Expression> columns = IntStream.range(0, schema.size())
                .mapToObj(i -> (Expression) new InputColumn(i, schema.type(i)))
                .toList();
        Map<String, String> options = Map.of("connector", "kafka", "topic", name + "-" + table, "format", "json");
        return new TableDefinition(
                new Table(table, schema, new TreeMap<>(), primaryKey, new TreeMap<>(options)),
                schema,
                columns,
                Optional.empty(),
                TimeRule.DEFAULT,
                List.of(),
                Optional.empty());
    }
}
