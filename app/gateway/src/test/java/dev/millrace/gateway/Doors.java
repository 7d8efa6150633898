// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Both doors with a real Kafka and a real web server. */
final class Doors implements AutoCloseable {
    static final DoorTable READINGS = DoorTable.of(
            Table.of(
                    "vibration",
                    Schema.of(
                            new Column("site", DataType.STRING),
                            new Column("line", DataType.INT),
                            new Column("ts", DataType.TIMESTAMP),
                            new Column("value", DataType.DOUBLE.withNullable(false))),
                    Map.of("connector", "mqtt", "topic", "plant/{site}/{line}/vibration")),
            "readings.vibration");
    static final DoorTable EVENTS = DoorTable.of(
            Table.of(
                    "events",
                    Schema.of(new Column("device", DataType.STRING), new Column("code", DataType.BIGINT)),
                    Map.of("connector", "http", "key.fields", "device")),
            "readings.events");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final EmbeddedKafka kafka;
    final Gateway gateway;
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer web;
    private final HttpClient client = HttpClient.newHttpClient();

    private Doors(EmbeddedKafka kafka, Gateway gateway) throws Exception {
        this.kafka = kafka;
        this.gateway = gateway;
        Router router = Router.router(vertx);
        gateway.routes().mount(router);
        web = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    static Doors open(Path folder, Map<String, String> producer, GatewaySettings.Limits limits) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        ClientSettings client = ClientSettings.of(kafka.bootstrapServers()).with(producer);
        GatewaySettings settings = new GatewaySettings(client, folder.resolve("mqtt"), 0, 2, limits);
        try {
            return new Doors(kafka, Gateway.start(settings, List.of(READINGS, EVENTS)));
        } catch (RuntimeException e) {
            // A broker whose folder is deleted under it ends the whole process, and with it the other tests.
            kafka.close();
            throw e;
        }
    }

    static Doors open(Path folder) throws Exception {
        return open(folder, Map.of(), GatewaySettings.Limits.USUAL);
    }

    int mqttPort() {
        return gateway.mqttPort().orElseThrow();
    }

    HttpResponse<String> post(String table, String body) throws IOException, InterruptedException {
        return client.send(request(table, body), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> ask(String table) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + web.actualPort() + "/ingest/" + table);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> postLater(String table, String body) {
        return client.sendAsync(request(table, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String table, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.actualPort() + "/ingest/" + table))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    GatewayStats.TableStats stats(String table) {
        return gateway.stats().tables().stream()
                .filter(t -> t.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    /** The first records of a topic, of all partitions; fails when they do not come. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        ClientSettings settings = ClientSettings.of(kafka.bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer(""))) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            consumer.assign(partitions.stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (records.size() < count) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(records.size() + " of " + count + " records in " + topic);
                }
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
        }
        return records;
    }

    List<LedgerEntry> ledger(int count) {
        return records(Intake.LEDGER_TOPIC, count).stream()
                .map(r -> LedgerRecords.decode(r.value()))
                .toList();
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
        gateway.close();
        kafka.close();
    }
}
