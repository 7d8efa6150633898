// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded;

import dev.millrace.model.MillraceException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** Data folder and settings of the embedded broker. The only class that uses Kafka's internal formatter. */
final class KafkaFolder {
    private static final int NODE = 1;
    private static final String CLIENT = "CLIENT";
    private static final String CONTROLLER = "CONTROLLER";

    private KafkaFolder() {}

    /** Prepares a folder that no broker used before; leaves others alone. */
    static void format(Path folder) {
        Path logs = logs(folder);
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(logs);
            new Formatter()
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(CONTROLLER)
                    .setMetadataLogDirectory(logs.toString())
                    .addDirectory(logs.toString())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setHasDynamicQuorum(false)
                    .setPrintStream(nowhere)
                    .run();
        } catch (Exception e) {
            throw MillraceException.of(
                    EnvironmentError.FOLDER_NOT_WRITABLE,
                    "folder \"" + logs + "\" cannot be prepared for Kafka: " + e.getMessage(),
                    "Give a folder that this user may write to with --data.",
                    e);
        }
    }

    /** Settings of the broker: small heap, few internal partitions, topics only when asked for. */
    static Properties properties(Path folder, int clientPort, int controllerPort) {
        Properties p = new Properties();
        addListeners(p, clientPort, controllerPort);
        p.put("log.dirs", logs(folder).toString());
        p.put("auto.create.topics.enable", "false");
        // One broker: every internal topic has one replica. Kafka's 50 partitions each would cost seconds at the first
        // start.
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            p.put(topic + ".replication.factor", "1");
            p.put(topic + ".num.partitions", "4");
        }
        p.put("transaction.state.log.min.isr", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("offsets.topic.segment.bytes", String.valueOf(8 << 20));
        p.put("group.initial.rebalance.delay.ms", "0");
        // After a kill the controller refuses the new broker until the session of the dead one ended; default 9 s.
        p.put("broker.session.timeout.ms", "3000");
        p.put("broker.heartbeat.interval.ms", "500");
        // Default 10 s: a transaction of a killed engine would hold back readers of committed results for that much
        // longer.
        p.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "4");
        p.put("background.threads", "2");
        p.put("num.recovery.threads.per.data.dir", "2");
        // Default 128 MiB of heap.
        p.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
        p.put("log.segment.bytes", String.valueOf(64 << 20));
        return p;
    }

    private static void addListeners(Properties p, int clientPort, int controllerPort) {
        String client = CLIENT + "://" + LoopbackPort.HOST + ":" + clientPort;
        String controller = LoopbackPort.HOST + ":" + controllerPort;
        p.put("process.roles", "broker,controller");
        p.put("node.id", String.valueOf(NODE));
        p.put("listeners", client + "," + CONTROLLER + "://" + controller);
        p.put("advertised.listeners", client);
        p.put("listener.security.protocol.map", CLIENT + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        p.put("inter.broker.listener.name", CLIENT);
        p.put("controller.listener.names", CONTROLLER);
        // The quorum on disk knows the node's number only, so the port may be another one at every start.
        p.put("controller.quorum.voters", NODE + "@" + controller);
    }

    private static Path logs(Path folder) {
        return folder.resolve("logs");
    }
}
