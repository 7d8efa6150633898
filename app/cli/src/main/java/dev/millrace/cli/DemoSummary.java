// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.benchmarks.Machine;
import dev.millrace.example.smartfactory.FactoryReport;
import dev.millrace.model.MillraceException;
import dev.millrace.server.ServerStats;
import dev.millrace.server.live.StageLatency;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a demo came to.
 *
 * @param cpuSeconds of the whole process, devices and start included
 * @param rssPeakMb most memory that the process had, -1 where the system does not tell
 */
record DemoSummary(FactoryReport plant, ServerStats stats, AlertScore alerts, double cpuSeconds, long rssPeakMb) {
    static DemoSummary of(FactoryReport plant, ServerStats stats, AlertScore alerts) {
        return new DemoSummary(plant, stats, alerts, Machine.cpuSeconds(), Machine.rssPeakMb());
    }

    /** The contract for scripts: names and meaning stay. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sent", plant.sent());
        json.put("acknowledged", plant.acknowledged());
        json.put("records", StatsJson.sum(stats.records()));
        json.put("used", StatsJson.sum(stats.used()));
        StatsJson.put(json.putObject("ledger"), stats.ledger());
        json.putObject("alerts")
                .put("true", alerts.right())
                .put("false", alerts.wrong())
                .put("missed", alerts.missed())
                .put("withdrawn", alerts.withdrawn());
        json.putObject("detect_ms").put("p50", alerts.detectPercentileMs(50)).put("p99", alerts.detectPercentileMs(99));
        ObjectNode latency = json.putObject("latency_ms");
        whole().ifPresent(stage -> latency.put("p50", StatsJson.round(stage.p50Ms()))
                .put("p95", StatsJson.round(stage.p95Ms()))
                .put("p99", StatsJson.round(stage.p99Ms())));
        json.put("cpu_s", StatsJson.round(cpuSeconds));
        json.put("rss_peak_mb", rssPeakMb);
        json.putObject("expected")
                .put("malformed", plant.malformed())
                .put("duplicates", plant.duplicates())
                .put("ahead", plant.ahead());
        json.put("behind_ms", plant.behindMs());
        json.put("history_ms", plant.historyMs());
        json.put("reconnects", plant.reconnects());
        StatsJson.put(json.putObject("stages"), stats);
        return json;
    }

    /** The same for people. */
    String text() {
        String ledger = stats.ledger().entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %,d", e.getKey(), e.getValue()))
                .collect(Collectors.joining(", "));
        String stages = stats.stages().stream()
                .map(s -> String.format(
                        Locale.ROOT, "%n  %-24s p50 %8.1f ms  p99 %8.1f ms", s.name(), s.p50Ms(), s.p99Ms()))
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "readings  sent %,d = used %,d + ledger %,d (%s)%n"
                        + "alerts    bearing failures found %d, wrong %d, missed %d; known after p50 %,d ms, p99 %,d ms%n"
                        + "process   %.1f CPU-s, %d MB at most%n"
                        + "latency%s",
                plant.sent(),
                StatsJson.sum(stats.used()),
                StatsJson.sum(stats.ledger()),
                ledger,
                alerts.right(),
                alerts.wrong(),
                alerts.missed(),
                alerts.detectPercentileMs(50),
                alerts.detectPercentileMs(99),
                cpuSeconds,
                rssPeakMb,
                stages);
    }

    /** What is wrong when a reading is missing: sent = acknowledged = used + ledger must hold exactly. */
    Optional<MillraceException> imbalance() {
        if (DemoRun.isBalanced(plant, stats)) {
            return Optional.empty();
        }
        return Optional.of(
                MillraceException.of(
                        CliError.READINGS_MISSING,
                        String.format(
                                Locale.ROOT,
                                "sent %,d, acknowledged %,d, used %,d, ledger %,d: sent = used + ledger does not hold",
                                plant.sent(),
                                plant.acknowledged(),
                                StatsJson.sum(stats.used()),
                                StatsJson.sum(stats.ledger())),
                        "When the machine was too busy to finish in 30 s, try --machines 100; otherwise report it with this summary."));
    }

    /** The stage from the device to the alert: the last one, which spans all others. */
    private Optional<StageLatency> whole() {
        return stats.stages().isEmpty()
                ? Optional.empty()
                : Optional.of(stats.stages().get(stats.stages().size() - 1));
    }
}
