// SPDX-License-Identifier: Apache-2.0
/**
 * Kafka: the form of our records, topics, client settings, and the connector {@code kafka}.
 *
 * <p>Start with {@link dev.millrace.connect.kafka.ReadingRecords}, {@link dev.millrace.connect.kafka.ResultRecords} and {@link
 * dev.millrace.connect.kafka.LedgerRecords}: whoever writes or reads a topic of ours does it through them. {@link
 * dev.millrace.connect.kafka.ClientSettings} and {@link dev.millrace.connect.kafka.Topics} are for everybody who talks to
 * Kafka. No plan, no engine and no gateway is known here.
 */
package dev.millrace.connect.kafka;
