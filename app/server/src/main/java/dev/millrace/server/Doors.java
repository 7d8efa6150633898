// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.gateway.DoorTable;
import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.GatewaySettings;
import dev.millrace.gateway.GatewayStats.TableStats;
import dev.millrace.plan.TableDefinition;
import dev.millrace.server.live.LiveState;
import io.vertx.ext.web.Router;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where readings of devices come in: the gateway, when a table needs one. */
final class Doors implements AutoCloseable {
    private static final String LEDGER_TOPIC = "ledger.gateway";
    private static final String MQTT = "mqtt";
    private static final Set<String> CONNECTORS = Set.of(MQTT, "http");

    private final Optional<Gateway> gateway;

    private Doors(Optional<Gateway> gateway) {
        this.gateway = gateway;
    }

    static Doors none() {
        return new Doors(Optional.empty());
    }

    /** Opens doors for those tables that devices fill. */
    static Doors open(
            ServerOptions options, ClientSettings client, Collection<TableDefinition> tables, LiveState state) {
        List<DoorTable> doors = tables.stream()
                .filter(t -> CONNECTORS.contains(t.table().connector()))
                .map(t -> DoorTable.of(t.table(), t.topic()))
                .toList();
        if (doors.isEmpty()) {
            return none();
        }
        boolean hasMqtt = doors.stream().anyMatch(d -> d.table().connector().equals(MQTT));
        int port = hasMqtt ? options.ports().mqtt() : GatewaySettings.NO_MQTT;
        GatewaySettings settings =
                GatewaySettings.of(client, options.dataFolder().resolve(MQTT), port);
        // A part of them is enough for percentiles, and leaves the producer's thread alone.
        Sampler sampler = new Sampler(state);
        return new Doors(Optional.of(Gateway.start(settings, doors, sampler::stored)));
    }

    /** Called on the producer's thread only. */
    private static final class Sampler {
        private static final int EVERY = 16;

        private final LiveState state;
        private int count;

        Sampler(LiveState state) {
            this.state = state;
        }

        void stored(long micros) {
            if (++count % EVERY == 0) {
                state.acknowledged(micros);
            }
        }
    }

    void mount(Router router) {
        gateway.ifPresent(g -> g.routes().mount(router));
    }

    /** Whether readings are taken at the moment; true when there is no door. */
    boolean isAccepting() {
        return gateway.map(Gateway::isAccepting).orElse(true);
    }

    int mqttPort() {
        return gateway.flatMap(Gateway::mqttPort).orElse(GatewaySettings.NO_MQTT);
    }

    Optional<String> ledgerTopic() {
        return gateway.map(g -> LEDGER_TOPIC);
    }

    /** Counts by table; the empty name is for messages that no table takes. */
    SortedMap<String, TableStats> stats() {
        SortedMap<String, TableStats> stats = new TreeMap<>();
        gateway.ifPresent(g -> g.stats().tables().forEach(t -> stats.put(t.table(), t)));
        return stats;
    }

    @Override
    public void close() {
        gateway.ifPresent(Gateway::close);
    }
}
