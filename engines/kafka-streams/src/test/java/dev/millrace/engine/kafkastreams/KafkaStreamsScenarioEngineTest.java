// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.formats.JsonFormat;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.kernel.host.ScenarioEngine.Emission;
import dev.millrace.kernel.host.ScenarioEngine.Result;
import dev.millrace.model.Row;
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

@Timeout(120)
class KafkaStreamsScenarioEngineTest {
    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static KafkaStreamsScenarioEngine engine;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(folder, 0);
        engine = new KafkaStreamsScenarioEngine(
                new TestOperators(), List.of(new JsonFormat()), kafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        engine.close();
        kafka.close();
    }

    @Test
    void windows_fire_by_the_clock_of_their_device_and_at_the_end() {
        try (ScenarioEngine.Run run = engine.open(Plans.devices("fire", "scenario"), 1)) {
            run.arrive("readings", Plans.reading("s", "a", 1, 100));
            run.arrive("readings", Plans.reading("s", "a", 2, 900));
            run.arrive("readings", Plans.reading("s", "a", 4, 1000));
            run.arrive("readings", Plans.reading("s", "a", 8, 950));
            run.arrive("readings", Plans.reading("s", "b", 16, 10));
            Result result = run.finish();

            assertEquals(List.of("s/a 3 @0", "s/a 4 @1000", "s/b 16 @0"), sorted(texts(result, Plans.DEVICES)));
            assertEquals(
                    List.of("LATE readings s/a"),
                    result.ledger().stream()
                            .map(e -> e.reason() + " " + e.table() + " " + e.key())
                            .toList());
            assertEquals(List.of(new ScenarioEngine.Balance("readings", 5, 4, 1)), result.balances());
        }
    }

    @Test
    void sums_of_sums_are_the_same_at_any_parallelism_with_and_without_restarts() {
        Map<String, String> expected = null;
        for (int parallelism : new int[] {1, 3}) {
            for (boolean isRestarted : new boolean[] {false, true}) {
                Map<String, String> sites = siteSums(parallelism, isRestarted);
                expected = expected == null ? sites : expected;
                assertEquals(expected, sites, "parallelism " + parallelism + ", restarted " + isRestarted);
            }
        }
        assertEquals(6, expected.size());
    }

    private static Map<String, String> siteSums(int parallelism, boolean isRestarted) {
        try (ScenarioEngine.Run run = engine.open(Plans.sites("sums", "scenario"), parallelism)) {
            for (int i = 0; i < 60; i++) {
                run.arrive("readings", Plans.reading("site" + i % 2, "device" + i % 6, i, i * 50L));
                if (isRestarted && i % 20 == 10) {
                    run.restart();
                }
            }
            Result result = run.finish();
            assertEquals(List.of(new ScenarioEngine.Balance("readings", 60, 60, 0)), result.balances());
            Map<String, String> last = new TreeMap<>();
            for (String text : texts(result, Plans.SITES)) {
                String[] words = text.split(" ");
                last.put(words[0] + words[2], words[1]);
            }
            return last;
        }
    }

    @Test
    void silence_fires_open_windows_once() {
        try (ScenarioEngine.Run run = engine.open(Plans.devices("idle", "scenario"), 2)) {
            run.arrive("readings", Plans.reading("s", "a", 1, 100));
            run.idle();
            run.arrive("readings", Plans.reading("s", "a", 2, 5000));
            run.restart();
            Result result = run.finish();

            assertEquals(List.of("s/a 1 @0", "s/a 2 @5000"), texts(result, Plans.DEVICES));
        }
    }

    private static List<String> texts(Result result, String outputId) {
        List<String> texts = new ArrayList<>();
        for (Emission emission : result.emissions()) {
            if (emission.outputId().equals(outputId)) {
                texts.add(text(emission.row()));
            }
        }
        return texts;
    }

    private static String text(Row row) {
        int columns = row.size();
        StringBuilder keys = new StringBuilder(row.stringAt(0));
        for (int i = 1; i < columns - 2; i++) {
            keys.append('/').append(row.stringAt(i));
        }
        return keys + " " + row.longAt(columns - 2) + " @" + row.longAt(columns - 1);
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted().toList();
    }
}
