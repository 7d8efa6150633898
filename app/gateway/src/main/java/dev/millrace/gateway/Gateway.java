// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import dev.millrace.connect.kafka.TopicSpec;
import dev.millrace.connect.kafka.Topics;
import dev.millrace.embedded.mqtt.EmbeddedMqtt;
import dev.millrace.model.MillraceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts both doors for a set of tables. The MQTT door is a server of its own; the HTTP door is {@link #routes}, to be mounted
 * into a web server. Thread-safe. Closed before Kafka is, and after the web server.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final String NO_TABLE = "";

    private final GatewaySettings settings;
    private final Topics topics;
    private final Intake intake;
    private final ConcurrentSkipListMap<String, TableCounters> counters = new ConcurrentSkipListMap<>();
    private volatile GatewayTables tables = new GatewayTables(List.of(), name -> new TableCounters());
    private EmbeddedMqtt mqtt;
    private boolean isClosed;

    private Gateway(GatewaySettings settings, LongConsumer storedMicros) {
        this.settings = settings;
        this.topics = new Topics(settings.kafka());
        this.intake = new Intake(settings, storedMicros);
    }

    /** As {@link #start(GatewaySettings, List, LongConsumer)} for those who only look at {@link #stats}. */
    public static Gateway start(GatewaySettings settings, List<DoorTable> tables) {
        return start(settings, tables, micros -> {});
    }

    /**
     * Makes the topics that are missing, opens the doors and returns when devices can connect.
     *
     * @param storedMicros gets for each reading the time from arrival to Kafka's acknowledgement, on Kafka's thread; must be
     *     quick
     * @throws MillraceException KAF-101 when Kafka does not answer, GW-201 and GW-202 for the tables, ENV-301 when the MQTT port
     *     is taken
     */
    public static Gateway start(GatewaySettings settings, List<DoorTable> tables, LongConsumer storedMicros) {
        Gateway gateway = new Gateway(settings, storedMicros);
        try {
            gateway.replaceTables(tables);
            gateway.openMqtt();
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
        LOG.info("gateway started tables={} settings={}", gateway.tables.names(), settings.shown());
        return gateway;
    }

    private void openMqtt() {
        if (settings.mqttPort() == GatewaySettings.NO_MQTT) {
            return;
        }
        MqttDoor door = new MqttDoor(() -> tables, intake, countersOf(NO_TABLE));
        mqtt = EmbeddedMqtt.start(settings.folder(), settings.mqtt(), door);
    }

    /** Takes readings for these tables from now on, and for no others; what is underway is finished. */
    public synchronized void replaceTables(List<DoorTable> newTables) {
        GatewayTables next = new GatewayTables(newTables, this::countersOf);
        List<TopicSpec> wanted = new ArrayList<>();
        wanted.add(TopicSpec.of(Intake.LEDGER_TOPIC, 1));
        newTables.forEach(t -> wanted.add(TopicSpec.of(t.topic(), t.partitions(settings.partitions()))));
        topics.ensure(wanted);
        intake.warmUp(wanted.stream().map(TopicSpec::name).toList());
        tables = next;
    }

    private TableCounters countersOf(String table) {
        return counters.computeIfAbsent(table, name -> new TableCounters());
    }

    /** Port of the MQTT door, empty when there is none. */
    public Optional<Integer> mqttPort() {
        return Optional.ofNullable(mqtt).map(EmbeddedMqtt::port);
    }

    /** The HTTP door. */
    public IngestRoutes routes() {
        return new IngestRoutes(() -> tables, intake, settings.limits());
    }

    /** Whether readings are accepted at the moment; false while Kafka is too slow. */
    public boolean isAccepting() {
        return !intake.isFull();
    }

    public GatewayStats stats() {
        List<GatewayStats.TableStats> all = new ArrayList<>();
        counters.forEach((name, c) -> all.add(c.stats(name)));
        return new GatewayStats(all, intake.underwayBytes(), intake.latency());
    }

    /**
     * Takes no more readings, waits up to a second for what is underway and closes; takes three seconds at most. What Kafka has
     * not stored by then is not acknowledged.
     */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        intake.drain();
        if (mqtt != null) {
            mqtt.close();
        }
        intake.close();
        topics.close();
        LOG.info("gateway stopped received={}", stats().received());
    }
}
