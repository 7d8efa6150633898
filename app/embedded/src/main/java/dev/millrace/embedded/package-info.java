// SPDX-License-Identifier: Apache-2.0
/**
 * Real servers inside our JVM, so that a laptop needs nothing but Java: Kafka, an MQTT broker, a time-series store.
 *
 * <p>Start with {@link dev.millrace.embedded.EmbeddedKafka}. Each server keeps what it knows in one folder, binds to the
 * loopback address only and survives a kill of the process. No pipeline, no table and no connector is known here.
 */
package dev.millrace.embedded;
