// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * A program of another maker on the same bytes.
 *
 * @param workload as the peers call it; {@code parse} for the reading of the JSON alone
 * @param keys devices
 * @param arguments of the peers' {@code run.sh}
 * @param title what it is
 */
record Peer(String workload, int keys, List<String> arguments, String title) {
    private static final int FEW = 2_000;
    private static final int METERS = 10_000;
    private static final int USERS = 10_000;

    Peer {
        arguments = List.copyOf(arguments);
    }

    /** Name of its maker, for choosing. */
    String maker() {
        return arguments.get(0).replaceAll("-.*", "");
    }

    /** All of them that give a rate within minutes, by workload. */
    static List<Peer> all() {
        List<Peer> all = new ArrayList<>();
        all.add(new Peer("parse", FEW, List.of("baseline", "parse"), "reading the JSON alone, Jackson"));
        all.add(of("w1", FEW, "ks", "dsl", "Kafka Streams DSL"));
        all.add(of("w1", FEW, "flink", "sql", "Flink SQL"));
        all.add(of("w1", FEW, "flink", "ds", "Flink DataStream"));
        all.add(of("w1", FEW, "jet", "", "Hazelcast Jet"));
        all.add(of("w1", FEW, "esper", "", "Esper"));
        all.add(of("w1", FEW, "siddhi", "", "Siddhi"));
        all.add(of("w2", METERS, "flink", "kpf", "Flink, hand-written"));
        all.add(of("w2", METERS, "jet", "", "Hazelcast Jet"));
        all.add(of("w2", METERS, "esper", "", "Esper"));
        all.add(of("w2", METERS, "ks", "papi", "Kafka Streams, hand-written"));
        all.add(of("w3", FEW, "ks", "papi", "Kafka Streams, hand-written"));
        all.add(of("w3", FEW, "flink", "cep", "Flink CEP"));
        all.add(of("w3", FEW, "flink", "sql", "Flink SQL"));
        all.add(of("w3", FEW, "jet", "", "Hazelcast Jet"));
        all.add(of("w3", FEW, "esper", "", "Esper"));
        all.add(of("w4", FEW, "ks", "papi", "Kafka Streams, hand-written"));
        all.add(of("w4", FEW, "flink", "kpf", "Flink, hand-written"));
        all.add(of("w4", FEW, "flink", "sql", "Flink SQL"));
        all.add(of("w4", FEW, "jet", "", "Hazelcast Jet"));
        all.add(of("w4", FEW, "esper", "", "Esper"));
        all.add(of("w5", USERS, "flink", "ds", "Flink DataStream"));
        all.add(of("w5", USERS, "flink", "sql", "Flink SQL"));
        all.add(of("w5", USERS, "jet", "", "Hazelcast Jet"));
        all.add(of("w6", FEW, "ks", "dsl", "Kafka Streams DSL"));
        all.add(of("w6", FEW, "flink", "sql", "Flink SQL"));
        all.add(of("w6", FEW, "flink", "ds", "Flink DataStream"));
        all.add(of("w6", FEW, "esper", "", "Esper"));
        return List.copyOf(all);
    }

    private static Peer of(String workload, int keys, String program, String form, String title) {
        List<String> arguments = new ArrayList<>(List.of(program, workload));
        if (!form.isEmpty()) {
            arguments.add(form);
        }
        arguments.add(String.valueOf(keys));
        return new Peer(workload, keys, arguments, title);
    }
}
