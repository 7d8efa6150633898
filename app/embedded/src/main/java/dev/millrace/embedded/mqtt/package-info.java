// SPDX-License-Identifier: Apache-2.0
/**
 * A full MQTT 3.1.1 and 5 broker inside our JVM: HiveMQ CE with two stages of our own in front.
 *
 * <p>The strict stage refuses on raw bytes what the standard forbids and the broker lets pass. The gate stage shows each
 * PUBLISH to a {@link dev.millrace.embedded.mqtt.MqttReceiver} and holds back its PUBACK or PUBREC until that says stored.
 * Start with {@link dev.millrace.embedded.mqtt.EmbeddedMqtt}; HiveMQ's inner classes are named in {@code HiveMqCore} and
 * {@code GateStage} only, because they may change with any of its versions.
 */
package dev.millrace.embedded.mqtt;
