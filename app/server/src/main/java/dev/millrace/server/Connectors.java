// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.connect.Connector;
import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.Format;
import dev.millrace.connect.file.FileConnector;
import dev.millrace.connect.http.HttpConnector;
import dev.millrace.connect.jdbc.JdbcConnector;
import dev.millrace.connect.kafka.KafkaConnector;
import dev.millrace.connect.mqtt.MqttConnector;
import dev.millrace.connect.page.PageBoard;
import dev.millrace.connect.page.PageConnector;
import dev.millrace.connect.page.PagePanel;
import dev.millrace.connect.print.PrintConnector;
import dev.millrace.connect.questdb.QuestDbConnector;
import dev.millrace.connect.webhook.WebhookConnector;
import dev.millrace.formats.CsvFormat;
import dev.millrace.formats.JsonFormat;
import dev.millrace.model.Row;
import dev.millrace.model.Table;
import io.questdb.cairo.CairoEngine;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/** The one list of connectors and formats of this build. */
public final class Connectors {
    /** Form of the records on Kafka. */
    public static final JsonFormat JSON = new JsonFormat();

    private static final List<Format> FORMATS = List.of(JSON, new CsvFormat());
    private static final String NO_KAFKA = "127.0.0.1:9092";

    private Connectors() {}

    /**
     * What connectors need from the process that they run in.
     *
     * @param kafkaBootstrap for kafka tables that name none
     * @param questDb for questdb tables without a url
     * @param board for page tables
     * @param out for print tables
     */
    public record Surroundings(
            String kafkaBootstrap, Supplier<CairoEngine> questDb, PageBoard board, PrintStream out) {}

    /** For checking and explaining: tables can be described, not opened. */
    public static ConnectorCatalog catalog() {
        return catalog(new Surroundings(
                NO_KAFKA,
                () -> {
                    throw new IllegalStateException("the time-series store runs only inside of a server");
                },
                new NoBoard(),
                System.out));
    }

    /** For running. */
    public static ConnectorCatalog catalog(Surroundings around) {
        List<Connector> connectors = List.of(
                new MqttConnector(),
                new HttpConnector(),
                new KafkaConnector(around.kafkaBootstrap(), FORMATS),
                new FileConnector(FORMATS),
                new QuestDbConnector(around.questDb(), JSON),
                new JdbcConnector(),
                new WebhookConnector(JSON),
                new PageConnector(around.board()),
                new PrintConnector(around.out(), JSON));
        return new ConnectorCatalog(connectors, FORMATS);
    }

    private static final class NoBoard implements PageBoard {
        @Override
        public void open(Table table, PagePanel panel) {
            // Nobody looks.
        }

        @Override
        public void show(Table table, String identity, Row row) {
            // Nobody looks.
        }
    }
}
