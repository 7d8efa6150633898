// SPDX-License-Identifier: Apache-2.0
/**
 * The doors: takes readings from devices over MQTT and HTTP, checks them against their table, puts them into the table's
 * topic and acknowledges when Kafka has them. What is no reading goes to the ledger topic and is acknowledged as well.
 *
 * <p>Start with {@link dev.millrace.gateway.Gateway}. The path of a reading is {@code MqttDoor} or {@code IngestRoutes}, then
 * {@code DoorTable}, {@code ReadingDecoder}, {@code Intake}. No plan, no engine and no page is known here.
 */
package dev.millrace.gateway;
