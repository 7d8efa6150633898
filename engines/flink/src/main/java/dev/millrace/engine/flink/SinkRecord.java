// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import org.apache.kafka.common.header.Headers;

/**
 * A record for the topic of a result or of the ledger.
 *
 * @param key null when it has none
 * @param timestampMs epoch milliseconds
 */
record SinkRecord(String topic, byte[] key, byte[] value, long timestampMs, Headers headers) {}
