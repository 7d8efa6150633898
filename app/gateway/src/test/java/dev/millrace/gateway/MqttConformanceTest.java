// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.connect.Format;
import dev.millrace.connect.Rejected;
import dev.millrace.embedded.mqtt.EmbeddedMqtt;
import dev.millrace.embedded.mqtt.MqttMessage;
import dev.millrace.embedded.mqtt.MqttOptions;
import dev.millrace.embedded.mqtt.MqttReceiver;
import dev.millrace.formats.JsonFormat;
import dev.millrace.formats.JsonReader;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exchanges of packets from mosquitto's tests against our broker with its two stages. */
class MqttConformanceTest {
    /** Measured: 715 of 741; 8 need a second client and are not run. */
    private static final int RIGHT_MIN = 705;

    /** Only what does not come takes so long; on a busy machine answers may need most of it. */
    private static final int TIMEOUT_MS = 4000;

    private static final int PARALLEL = 24;

    private static final DataType STEP =
            DataType.row(List.of(new Column("type", DataType.STRING), new Column("payload", DataType.STRING)));
    private static final Schema EXCHANGE = Schema.of(
            new Column("file", DataType.STRING),
            new Column("group", DataType.STRING),
            new Column("name", DataType.STRING),
            new Column("ver", DataType.INT),
            new Column("connect", DataType.BOOLEAN),
            new Column("expect_disconnect", DataType.BOOLEAN),
            new Column("msgs", DataType.array(STEP)));

    @TempDir
    Path folder;

    @Test
    void exchanges_of_packets_go_as_the_standard_wants() throws Exception {
        Path file = Path.of(System.getProperty("millrace.shared", ""), "conformance/mqtt/exchanges.jsonl");
        assumeTrue(Files.exists(file), "the conformance data is not beside this tree: " + file);
        List<MqttExchange> exchanges = exchanges(file);
        Map<String, Boolean> verdicts;
        try (EmbeddedMqtt broker = EmbeddedMqtt.start(folder, MqttOptions.of(0), new Accepting())) {
            verdicts = run(exchanges, broker.port());
        }

        List<String> wrong = verdicts.entrySet().stream()
                .filter(v -> !v.getValue())
                .map(Map.Entry::getKey)
                .toList();
        int right = verdicts.size() - wrong.size();
        assertTrue(
                right >= RIGHT_MIN, right + " of " + verdicts.size() + " right; wrong:\n" + String.join("\n", wrong));
    }

    /** The few that share a client id run one after the other, the rest side by side. */
    private static Map<String, Boolean> run(List<MqttExchange> exchanges, int port) throws Exception {
        Map<String, Future<Boolean>> running = new LinkedHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        ExecutorService single = Executors.newSingleThreadExecutor();
        try {
            for (MqttExchange exchange : exchanges) {
                ExecutorService executor = exchange.name().startsWith("CONNECT.json") ? single : threads;
                running.put(
                        exchange.name() + " #" + running.size(),
                        executor.submit(() -> exchange.isEssentiallyRight(port, TIMEOUT_MS)));
            }
            Map<String, Boolean> verdicts = new LinkedHashMap<>();
            for (Map.Entry<String, Future<Boolean>> entry : running.entrySet()) {
                verdicts.put(entry.getKey(), entry.getValue().get());
            }
            return verdicts;
        } finally {
            threads.shutdownNow();
            single.shutdownNow();
        }
    }

    private static List<MqttExchange> exchanges(Path file) throws IOException {
        List<MqttExchange> exchanges = new ArrayList<>();
        JsonReader reader = JsonFormat.reader(EXCHANGE);
        for (String line : Files.readAllLines(file)) {
            byte[] bytes = line.getBytes(UTF_8);
            reader.read(bytes, 0, bytes.length, new Format.Reader.Out() {
                @Override
                public void row(Row row) {
                    exchange(row, exchanges);
                }

                @Override
                public void rejected(Rejected rejected) {
                    throw new IllegalStateException(rejected.toString());
                }
            });
        }
        return exchanges;
    }

    private static void exchange(Row row, List<MqttExchange> exchanges) {
        List<MqttExchange.Step> steps = new ArrayList<>();
        for (Object step : (List<?>) row.objectAt(6)) {
            String type = ((Row) step).stringAt(0);
            if (type.equals("publish")) {
                return;
            }
            steps.add(MqttExchange.Step.of(type, ((Row) step).stringAt(1)));
        }
        exchanges.add(new MqttExchange(
                row.stringAt(0) + " " + row.stringAt(1) + ": " + row.stringAt(2),
                row.isNull(3) ? 4 : (int) row.longAt(3),
                row.isNull(4) || row.booleanAt(4),
                row.isNull(5) || row.booleanAt(5),
                steps));
    }

    /** Everything is stored at once. */
    private static final class Accepting implements MqttReceiver {
        @Override
        public void receive(MqttMessage message, Answer answer) {
            answer.stored();
        }

        @Override
        public void tooLarge(String clientId, String topic, byte[] first, long sizeBytes) {
            // The connection is closed by the broker; there is nothing to keep here.
        }

        @Override
        public boolean isFull() {
            return false;
        }
    }
}
