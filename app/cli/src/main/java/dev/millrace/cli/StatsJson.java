// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.server.ServerStats;
import dev.millrace.server.live.StageLatency;
import java.util.Map;

/** Counts of a server as JSON. */
final class StatsJson {
    private StatsJson() {}

    static ObjectNode of(ServerStats stats) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("received", sum(stats.received()));
        json.put("records", sum(stats.records()));
        json.put("used", sum(stats.used()));
        put(json.putObject("ledger"), stats.ledger());
        json.put("alerts", stats.alerts());
        put(json.putObject("stages"), stats);
        ObjectNode tables = json.putObject("tables");
        stats.received().keySet().forEach(table -> tables.putObject(table)
                .put("received", stats.received().get(table))
                .put("records", stats.records().getOrDefault(table, 0L))
                .put("used", stats.used().getOrDefault(table, 0L)));
        return json;
    }

    static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    static void put(ObjectNode json, Map<String, Long> counts) {
        counts.forEach(json::put);
    }

    static void put(ObjectNode json, ServerStats stats) {
        for (StageLatency stage : stats.stages()) {
            json.putObject(stage.name())
                    .put("count", stage.count())
                    .put("p50_ms", round(stage.p50Ms()))
                    .put("p95_ms", round(stage.p95Ms()))
                    .put("p99_ms", round(stage.p99Ms()));
        }
    }

    /** To hundredths: what is measured is not better. */
    static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
