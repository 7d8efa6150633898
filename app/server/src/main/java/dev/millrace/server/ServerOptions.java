// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.plan.Pipeline;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What to run and where.
 *
 * @param ports to listen on
 * @param dataFolder for everything that must survive; made when missing, used by one process at a time
 * @param kafkaBootstrap {@code host:port} of an outside Kafka; empty for the embedded one
 * @param engine {@code kafka-streams}, {@code local}, {@code flink} or {@code spark}
 * @param flinkAddress {@code host:port} of a Flink cluster; empty for one in a process of ours
 * @param properties settings by name without the prefix {@code properties.}: of Kafka clients and of the engine
 * @param pipelines in the order they are started; names differ
 * @param isBounded whether the pipelines read what ends, and end with it
 */
public record ServerOptions(
        Ports ports,
        Path dataFolder,
        Optional<String> kafkaBootstrap,
        String engine,
        Optional<String> flinkAddress,
        SortedMap<String, String> properties,
        List<Pipeline> pipelines,
        boolean isBounded) {
    /** Hosts the kernel in Kafka Streams. */
    public static final String KAFKA_STREAMS = "kafka-streams";
    /** Runs in this process, connectors straight to the pipeline, without Kafka. */
    public static final String LOCAL = "local";
    /** Hosts the kernel in Apache Spark, in a process of its own. */
    public static final String SPARK = "spark";

    /** Hosts the kernel in Apache Flink, in a process of its own or on a cluster. */
    public static final String FLINK = "flink";
    /** Engines that run pipelines. */
    public static final List<String> ENGINES = List.of(KAFKA_STREAMS, LOCAL, FLINK, SPARK);

    /** Where the server listens, on 127.0.0.1 only; 0 takes a free port. */
    public record Ports(int http, int mqtt, int kafka) {
        /** 8080, 1883, 9092. */
        public static final Ports DEFAULT = new Ports(8080, 1883, 9092);
        /** Free ones, for tests. */
        public static final Ports FREE = new Ports(0, 0, 0);
    }

    public ServerOptions {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
        pipelines = List.copyOf(pipelines);
    }

    /** Defaults: embedded Kafka, kafka-streams, data in {@code .millrace}. */
    public static ServerOptions of(List<Pipeline> pipelines) {
        return new ServerOptions(
                Ports.DEFAULT,
                Path.of(".millrace"),
                Optional.empty(),
                KAFKA_STREAMS,
                Optional.empty(),
                new TreeMap<>(),
                pipelines,
                false);
    }

    public ServerOptions withPorts(Ports newPorts) {
        return new ServerOptions(
                newPorts, dataFolder, kafkaBootstrap, engine, flinkAddress, properties, pipelines, isBounded);
    }

    public ServerOptions withDataFolder(Path folder) {
        return new ServerOptions(ports, folder, kafkaBootstrap, engine, flinkAddress, properties, pipelines, isBounded);
    }

    /** An outside Kafka, {@code host:port}. */
    public ServerOptions withKafka(String bootstrap) {
        return new ServerOptions(
                ports, dataFolder, Optional.of(bootstrap), engine, flinkAddress, properties, pipelines, isBounded);
    }

    public ServerOptions withEngine(String name) {
        return new ServerOptions(
                ports, dataFolder, kafkaBootstrap, name, flinkAddress, properties, pipelines, isBounded);
    }

    /** Engine flink on a cluster that runs already, {@code host:port}. */
    public ServerOptions withFlink(String address) {
        return new ServerOptions(
                ports, dataFolder, kafkaBootstrap, FLINK, Optional.of(address), properties, pipelines, isBounded);
    }

    public ServerOptions withProperties(SortedMap<String, String> given) {
        return new ServerOptions(ports, dataFolder, kafkaBootstrap, engine, flinkAddress, given, pipelines, isBounded);
    }

    public ServerOptions withBounded(boolean ends) {
        return new ServerOptions(ports, dataFolder, kafkaBootstrap, engine, flinkAddress, properties, pipelines, ends);
    }

    /** Whether connectors go straight to the pipeline, without Kafka and doors between. */
    public boolean isWithoutKafka() {
        return engine.equals(LOCAL) || isBounded;
    }
}
