// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import dev.millrace.server.ServerOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Flags of the commands that start a server. */
final class ServerFlags {
    private static final int PORT_MAX = 65_535;
    private static final String PREFIX = "properties.";

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Page, API and POST /ingest; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int httpPort;

    @Option(
            names = "--mqtt-port",
            paramLabel = "PORT",
            defaultValue = "1883",
            description = "MQTT door; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int mqttPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Embedded Kafka; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int kafkaPort;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Use this Kafka instead of the embedded one.")
    private String kafka;

    @Option(
            names = "--flink",
            paramLabel = "HOST:PORT",
            description =
                    "Run the pipeline on this Flink cluster; goes with --kafka. Without it engine flink is in a process of ours.")
    private String flink;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".millrace",
            description = "Folder for everything that survives a restart. Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(
            names = "--property",
            paramLabel = "NAME=VALUE",
            description =
                    "Setting for Kafka clients and the engine, for example linger.ms=0 or security.protocol=SSL. May be"
                            + " repeated.")
    private Map<String, String> properties = new TreeMap<>();

    /** Address of an outside Kafka; empty for the embedded one. */
    Optional<String> kafka() {
        return Optional.ofNullable(kafka);
    }

    boolean isOnFlink() {
        return flink != null;
    }

    /** Where the data is, made absolute. */
    Path dataFolder() {
        return data.toAbsolutePath().normalize();
    }

    ServerOptions options(List<Pipeline> pipelines, String engine, Path dataFolder) {
        ServerOptions options = ServerOptions.of(pipelines)
                .withPorts(new ServerOptions.Ports(
                        port("--http-port", httpPort), port("--mqtt-port", mqttPort), port("--kafka-port", kafkaPort)))
                .withDataFolder(dataFolder)
                .withEngine(engine)
                .withProperties(withoutPrefix(properties));
        if (flink != null) {
            options = options.withFlink(addressOf("--flink", flink, "For example --flink localhost:8081."));
        }
        if (kafka == null) {
            return options;
        }
        return options.withKafka(addressOf(
                "--kafka", kafka, "For example --kafka broker.example.org:9092; several are separated by commas."));
    }

    private static String addressOf(String flag, String value, String hint) {
        if (!value.matches("[^:\\s,]+:\\d+(,[^:\\s,]+:\\d+)*")) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE, flag + " is \"" + value + "\" but must be HOST:PORT", hint);
        }
        return value;
    }

    /** Both ways to write it are right: as in Kafka's own files, and as in WITH (...). */
    private static TreeMap<String, String> withoutPrefix(Map<String, String> given) {
        TreeMap<String, String> names = new TreeMap<>();
        given.forEach(
                (name, value) -> names.put(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name, value));
        return names;
    }

    private static int port(String flag, int value) {
        if (value < 0 || value > PORT_MAX) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE,
                    flag + " is " + value + " but must be 0 to " + PORT_MAX,
                    "0 takes a free port and prints it.");
        }
        return value;
    }
}
