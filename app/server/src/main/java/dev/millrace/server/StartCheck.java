// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.Topics;
import dev.millrace.embedded.LoopbackPort;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Scan;

/** Looks for what would stop a start half way, so that the message comes at once and alone. */
record StartCheck(ServerOptions options) {
    /** Throws ENV-301 for a port that is taken and KAF-101 for an outside Kafka that does not answer. */
    void run() {
        ServerOptions.Ports ports = options.ports();
        LoopbackPort.requireFree("the web server", ports.http(), "--http-port");
        if (options.isWithoutKafka()) {
            return;
        }
        LoopbackPort.requireFree("MQTT", hasMqttDoor() ? ports.mqtt() : 0, "--mqtt-port");
        options.kafkaBootstrap()
                .ifPresentOrElse(
                        this::requireKafka, () -> LoopbackPort.requireFree("Kafka", ports.kafka(), "--kafka-port"));
    }

    private boolean hasMqttDoor() {
        return options.pipelines().stream().flatMap(p -> p.outputs().stream()).anyMatch(o -> readsMqtt(o.input()));
    }

    private static boolean readsMqtt(PlanNode node) {
        boolean isMqtt =
                node instanceof Scan scan && scan.table().table().connector().equals("mqtt");
        return isMqtt || node.inputs().stream().anyMatch(StartCheck::readsMqtt);
    }

    private void requireKafka(String bootstrap) {
        try (Topics topics = new Topics(ClientSettings.of(bootstrap).with(options.properties()))) {
            topics.requireReachable();
        }
    }
}
