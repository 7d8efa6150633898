// SPDX-License-Identifier: Apache-2.0
/**
 * Tables that devices fill over MQTT: the connector {@code mqtt} and the topics that belong to a table.
 *
 * <p>The door itself is in {@code app/gateway}. Start with {@link dev.millrace.connect.mqtt.TopicTemplate}.
 */
package dev.millrace.connect.mqtt;
