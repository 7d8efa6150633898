// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.smartfactory;

import java.time.Duration;
import java.util.Optional;

/**
 * How big the plant is and where it sends.
 *
 * @param host of the MQTT door
 * @param port of the MQTT door
 * @param seed of everything random; the same seed gives the same readings and incidents
 * @param machines 10 to 9,999, four sensors each
 * @param connections MQTT connections: gateways of a hall that send for several machines each, 1 to machines. One a machine costs
 *     several times the processor time on both ends, because each packet is then a system call of its own.
 * @param duration of the live part; empty: until stopped
 * @param hasHistory whether the last ten minutes are uploaded first
 */
public record FactoryOptions(
        String host,
        int port,
        long seed,
        int machines,
        int connections,
        Optional<Duration> duration,
        boolean hasHistory) {
    public FactoryOptions {
        if (machines < 10 || machines > 9_999) {
            throw new IllegalArgumentException("machines must be 10 to 9,999, not " + machines);
        }
        if (connections < 1 || connections > machines) {
            throw new IllegalArgumentException("connections must be 1 to " + machines + ", not " + connections);
        }
    }

    /** 500 machines on 20 connections, seed 1, with history, until stopped. */
    public static FactoryOptions to(String host, int port) {
        return new FactoryOptions(host, port, 1, 500, 20, Optional.empty(), true);
    }

    public FactoryOptions withSeed(long value) {
        return new FactoryOptions(host, port, value, machines, connections, duration, hasHistory);
    }

    public FactoryOptions withMachines(int value) {
        return new FactoryOptions(host, port, seed, value, Math.min(connections, value), duration, hasHistory);
    }

    public FactoryOptions withConnections(int value) {
        return new FactoryOptions(host, port, seed, machines, value, duration, hasHistory);
    }

    public FactoryOptions withDuration(Duration value) {
        return new FactoryOptions(host, port, seed, machines, connections, Optional.of(value), hasHistory);
    }

    public FactoryOptions withoutHistory() {
        return new FactoryOptions(host, port, seed, machines, connections, duration, false);
    }
}
