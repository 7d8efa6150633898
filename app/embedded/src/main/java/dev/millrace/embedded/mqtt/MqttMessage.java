// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

/**
 * A PUBLISH of a client.
 *
 * @param clientId never empty: the broker gives one to who has none
 * @param topic without wildcards
 * @param payload not to be changed; empty for a PUBLISH without one
 * @param qos 0, 1 or 2
 * @param isRepeated whether the client says that it sent this before (DUP)
 */
public record MqttMessage(String clientId, String topic, byte[] payload, int qos, boolean isRepeated) {}
