// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.embedded.mqtt.MqttOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a gateway is set up.
 *
 * @param kafka where the readings go; its overrides win over the producer's defaults
 * @param folder for the MQTT broker's files
 * @param mqttPort on 127.0.0.1, 0 for a free one, {@link #NO_MQTT} for none
 * @param partitions of topics that do not exist yet, 1 or more
 * @param limits sizes and counts
 */
public record GatewaySettings(ClientSettings kafka, Path folder, int mqttPort, int partitions, Limits limits) {
    /** Port of a gateway without the MQTT door. */
    public static final int NO_MQTT = -1;

    private static final int PARTITIONS = 4;

    /**
     * Bounds of what is kept in memory and in the ledger.
     *
     * @param messageBytesMax largest MQTT packet and HTTP body
     * @param underwayBytesMax readings on their way to Kafka, all together; beyond it no socket is read
     * @param unansweredMax unanswered messages of one MQTT connection; beyond it that socket is not read
     * @param ledgerBytesMax so many bytes of a refused message are kept
     */
    public record Limits(int messageBytesMax, long underwayBytesMax, int unansweredMax, int ledgerBytesMax) {
        private static final int KIB = 1024;

        /** 1 MiB a message, 16 MiB underway, 500 unanswered, 64 KiB in the ledger. */
        public static final Limits USUAL = new Limits(KIB * KIB, 16L * KIB * KIB, 500, 64 * KIB);
    }

    public static GatewaySettings of(ClientSettings kafka, Path folder, int mqttPort) {
        return new GatewaySettings(kafka, folder, mqttPort, PARTITIONS, Limits.USUAL);
    }

    MqttOptions mqtt() {
        return new MqttOptions(mqttPort, limits.messageBytesMax, limits.unansweredMax);
    }

    /** Settings of the producer: the defaults that acknowledgements rest on, the rest of ours, then the overrides. */
    Map<String, Object> producer() {
        Map<String, Object> settings = new HashMap<>(kafka.producer());
        // Twice the bound, so that send() never waits for memory on the thread of a connection.
        settings.putIfAbsent("buffer.memory", String.valueOf(2 * limits.underwayBytesMax));
        settings.putIfAbsent("max.block.ms", "5000");
        settings.putIfAbsent("client.id", "millrace-gateway");
        return settings;
    }

    /** Values in effect by name, secrets masked. */
    public SortedMap<String, String> shown() {
        SortedMap<String, String> shown = new TreeMap<>(ClientSettings.masked(producer()));
        shown.keySet().removeIf(name -> name.endsWith(".serializer"));
        shown.put("gateway.message-bytes-max", String.valueOf(limits.messageBytesMax));
        shown.put("gateway.underway-bytes-max", String.valueOf(limits.underwayBytesMax));
        shown.put("gateway.unanswered-max", String.valueOf(limits.unansweredMax));
        shown.put("gateway.ledger-bytes-max", String.valueOf(limits.ledgerBytesMax));
        return shown;
    }
}
