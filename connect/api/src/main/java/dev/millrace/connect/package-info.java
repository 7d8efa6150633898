// SPDX-License-Identifier: Apache-2.0
/**
 * What a source, a sink, a format and an option must be.
 *
 * <p>Start with {@link dev.millrace.connect.Connector}. Each outside system has one folder beside this one, always of the same
 * shape: {@code XConnector}, {@code XOptions}, {@code XSource}, {@code XSink}. A connector knows rows, tables and its system;
 * it knows no SQL, no engine and no Kafka (but for the kafka connector itself).
 */
package dev.millrace.connect;
