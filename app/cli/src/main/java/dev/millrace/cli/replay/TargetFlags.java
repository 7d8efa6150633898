// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.replay;

import dev.millrace.cli.CliError;
import dev.millrace.model.MillraceException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Flags that say where a replay goes. */
final class TargetFlags {
    private static final String KAFKA = "kafka:";
    private static final int MQTT_PORT = 1883;

    @Option(
            names = "--to",
            paramLabel = "TARGET",
            required = true,
            description = "mqtt://HOST:PORT, http://HOST:PORT or kafka:TOPIC.")
    private String to;

    @Option(
            names = "--topic",
            paramLabel = "TEMPLATE",
            description = "MQTT topic with columns in braces, for example 'plant/{machine}/temperature'.")
    private String topic;

    @Option(names = "--table", paramLabel = "TABLE", description = "Table for HTTP: rows go to POST /ingest/TABLE.")
    private String table;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:9092",
            description = "Kafka for kafka:TOPIC. Default: ${DEFAULT-VALUE}.")
    private String kafka;

    @Option(
            names = "--key",
            paramLabel = "TEMPLATE",
            description = "Key of the records for kafka:TOPIC, for example '{machine}'.")
    private String key;

    ReplayTarget open() {
        if (to.startsWith(KAFKA)) {
            return new KafkaTarget(
                    kafka,
                    to.substring(KAFKA.length()),
                    Optional.ofNullable(key).map(RowTemplate::new));
        }
        URI uri = uri();
        return switch (Optional.ofNullable(uri.getScheme()).orElse("")) {
            case "mqtt", "tcp" -> {
                need("--topic", topic, "for example --topic 'plant/{machine}/temperature'");
                int port = uri.getPort() < 0 ? MQTT_PORT : uri.getPort();
                yield new MqttTarget(uri.getHost(), port, new RowTemplate(topic));
            }
            case "http", "https" -> new HttpTarget(ingest(uri));
            default -> throw wrong("--to is \"" + to + "\"");
        };
    }

    private URI ingest(URI uri) {
        if (uri.getPath() != null && uri.getPath().length() > 1) {
            return uri;
        }
        need("--table", table, "for example --table readings");
        return uri.resolve("/ingest/" + table);
    }

    private URI uri() {
        try {
            URI uri = URI.create(to);
            if (uri.getHost() == null) {
                throw wrong("--to is \"" + to + "\"");
            }
            return uri;
        } catch (IllegalArgumentException noUri) {
            throw wrong("--to is \"" + to + "\"");
        }
    }

    private void need(String flag, String value, String example) {
        if (value == null || value.isBlank()) {
            throw wrong(to + " needs " + flag + ", " + example);
        }
    }

    private static MillraceException wrong(String fact) {
        return MillraceException.of(
                CliError.WRONG_FLAG_VALUE,
                fact,
                "Use --to mqtt://HOST:PORT --topic TEMPLATE, --to http://HOST:PORT --table TABLE or --to kafka:TOPIC.");
    }
}
