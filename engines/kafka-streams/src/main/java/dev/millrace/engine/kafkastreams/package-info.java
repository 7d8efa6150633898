// SPDX-License-Identifier: Apache-2.0
/**
 * Hosts the kernel in Kafka Streams: each task of a pipeline is a sub-topology with one processor, each partition of it keeps
 * its state on the heap with a changelog topic behind it.
 *
 * <p>Start with {@link dev.millrace.engine.kafkastreams.KafkaStreamsEngine}. Reads and writes Kafka only; sources and sinks to
 * the outside run beside it.
 */
package dev.millrace.engine.kafkastreams;
