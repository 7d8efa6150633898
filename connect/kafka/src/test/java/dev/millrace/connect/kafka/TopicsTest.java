// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.embedded.LoopbackPort;
import dev.millrace.model.MillraceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TopicsTest {
    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static Topics topics;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(folder, 0);
        topics = new Topics(ClientSettings.of(kafka.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        topics.close();
        kafka.close();
    }

    @Test
    void a_missing_topic_is_made_with_partitions_and_retention() {
        topics.ensure(List.of(TopicSpec.of("made", 3, 86_400_000)));

        assertEquals(Optional.of(3), topics.partitions("made"));
        assertEquals("86400000", topics.config("made").get("retention.ms"));
        assertEquals(
                Map.of(
                        new TopicPartition("made", 0),
                        0L,
                        new TopicPartition("made", 1),
                        0L,
                        new TopicPartition("made", 2),
                        0L),
                topics.endOffsets(List.of("made")));
    }

    @Test
    void an_existing_topic_stays_as_it_is() {
        topics.ensure(List.of(TopicSpec.of("kept", 2, 1000)));
        topics.ensure(List.of(TopicSpec.of("kept", 5, 2000), TopicSpec.of("further", 1)));

        assertEquals(Optional.of(2), topics.partitions("kept"));
        assertEquals("1000", topics.config("kept").get("retention.ms"));
        assertEquals(Optional.of(1), topics.partitions("further"));
    }

    @Test
    void a_topic_that_must_exist_is_named_when_it_does_not() {
        MillraceException e =
                assertThrows(MillraceException.class, () -> topics.requireExisting(List.of("nobody-made-this")));

        assertEquals(KafkaError.TOPIC_MISSING, e.code());
        assertTrue(e.fact().contains("\"nobody-made-this\""), e.fact());
    }

    @Test
    void a_name_that_kafka_refuses_is_reported_with_its_reason() {
        MillraceException e =
                assertThrows(MillraceException.class, () -> topics.ensure(List.of(TopicSpec.of("with space", 1))));

        assertEquals(KafkaError.TOPIC_REFUSED, e.code());
        assertTrue(e.fact().contains("with space"), e.fact());
    }

    @Test
    void a_broker_that_is_away_is_an_environment_error_with_its_address() {
        String address = LoopbackPort.HOST + ":" + LoopbackPort.free();
        ClientSettings settings =
                ClientSettings.of(address).with(Map.of("default.api.timeout.ms", "600", "request.timeout.ms", "500"));
        try (Topics away = new Topics(settings)) {
            MillraceException e = assertThrows(MillraceException.class, () -> away.partitions("t"));

            assertEquals(KafkaError.NOT_REACHABLE, e.code());
            assertTrue(e.fact().contains(address), e.fact());
        }
    }

    @Test
    void committed_positions_can_be_set_for_a_group_that_does_not_run() {
        topics.ensure(List.of(TopicSpec.of("positions", 1)));

        topics.commit("group", Map.of(new TopicPartition("positions", 0), 7L));

        assertEquals(Map.of(new TopicPartition("positions", 0), 7L), topics.committed("group"));
    }
}
