// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.MillraceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedKafkaTest {
    private static final String TOPIC = "t";

    @TempDir
    Path folder;

    @Test
    void records_survive_a_restart_on_other_ports() throws Exception {
        int firstPort;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            firstPort = kafka.port();
            createTopic(kafka.bootstrapServers());
            send(kafka.bootstrapServers(), List.of("a", "b"));
        }
        try (ServerSocket occupied = new ServerSocket(firstPort, 1, InetAddress.getByName(LoopbackPort.HOST));
                EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            assertNotEquals(occupied.getLocalPort(), kafka.port());
            assertEquals(List.of("a", "b"), values(kafka.bootstrapServers(), 2));
        }
    }

    @Test
    void acknowledged_records_survive_a_kill_of_the_process() throws Exception {
        Process child = child();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            String bootstrap = out.readLine();
            createTopic(bootstrap);
            send(bootstrap, List.of("a", "b", "c"));
        } finally {
            child.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            assertEquals(List.of("a", "b", "c"), values(kafka.bootstrapServers(), 3));
        }
    }

    @Test
    void coordinators_answer_after_a_kill_of_the_process() throws Exception {
        Process child = child();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            String bootstrap = out.readLine();
            createTopic(bootstrap);
            commitInTransaction(bootstrap);
        } finally {
            child.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }

        CoordinatorCheck coordinators = new CoordinatorCheck(folder, 10_000);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            assertTrue(coordinators.isAnswered(kafka.bootstrapServers()));
        }
        CoordinatorCheck impatient = new CoordinatorCheck(folder, 500);
        assertFalse(impatient.isAnswered(LoopbackPort.HOST + ":" + LoopbackPort.free()), "of a broker that is away");
    }

    @Test
    void port_of_another_process_is_named_with_the_cure() throws IOException {
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getByName(LoopbackPort.HOST))) {
            MillraceException e =
                    assertThrows(MillraceException.class, () -> EmbeddedKafka.start(folder, occupied.getLocalPort()));

            assertEquals(EnvironmentError.PORT_TAKEN, e.code());
            assertTrue(e.render().contains("127.0.0.1:" + occupied.getLocalPort()), e.render());
            assertTrue(e.hint().contains("--kafka-port 0"), e.hint());
        }
    }

    @Test
    void folder_of_a_running_broker_is_refused_and_free_after_close() {
        try (EmbeddedKafka first = EmbeddedKafka.start(folder, 0)) {
            MillraceException e = assertThrows(MillraceException.class, () -> EmbeddedKafka.start(folder, 0));

            assertEquals(EnvironmentError.FOLDER_LOCKED, e.code());
            assertTrue(first.port() > 0);
        }
        FolderLock.of(folder).close();
    }

    @Test
    void topics_are_not_made_by_use() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            ExecutionException e = assertThrows(ExecutionException.class, () -> admin.describeTopics(List.of("nobody"))
                    .allTopicNames()
                    .get());

            assertEquals(UnknownTopicOrPartitionException.class, e.getCause().getClass());
        }
    }

    /** Runs a broker until it is killed; prints where it listens. */
    public static final class Child {
        public static void main(String[] args) throws InterruptedException {
            EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), 0);
            System.out.println(kafka.bootstrapServers());
            Thread.currentThread().join();
        }
    }

    private Process child() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void createTopic(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void send(String bootstrap, List<String> values) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List<Future<?>> acknowledgements = new ArrayList<>();
            values.forEach(v -> acknowledgements.add(producer.send(new ProducerRecord<>(TOPIC, 0, "k", v))));
            for (Future<?> acknowledgement : acknowledgements) {
                acknowledgement.get(20, TimeUnit.SECONDS);
            }
        }
    }

    /** Makes both kinds of coordinators, as a pipeline does. */
    private static void commitInTransaction(String bootstrap) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "transactional.id", "tx");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, 0, "k", "v"));
            producer.sendOffsetsToTransaction(
                    Map.of(new TopicPartition(TOPIC, 0), new OffsetAndMetadata(0)), new ConsumerGroupMetadata("group"));
            producer.commitTransaction();
        }
    }

    private static List<String> values(String bootstrap, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (values.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }
}
