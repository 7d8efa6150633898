// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.web;

import dev.millrace.server.live.StageLatency;
import dev.millrace.server.pipeline.EngineRun;
import dev.millrace.server.pipeline.EngineRun.TableAccount;
import dev.millrace.server.pipeline.RunningPipeline;
import dev.millrace.server.pipeline.SinkStatus;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Counters in Prometheus' text form. */
final class MetricsText {
    private final ApiSource source;
    /** Lines by name of the metric: the form wants all lines of one metric together. */
    private final Map<String, StringBuilder> metrics = new LinkedHashMap<>();

    MetricsText(ApiSource source) {
        this.source = source;
    }

    String text() {
        source.state()
                .readings()
                .records()
                .forEach((table, n) -> counter(
                        "millrace_gateway_records_total",
                        "Records in the topic of a table.",
                        labels("table", table),
                        n));
        source.state()
                .ledger()
                .counts()
                .forEach((table, reasons) -> reasons.forEach((reason, n) -> counter(
                        "millrace_ledger_entries_total",
                        "Ledger entries that count in the balance.",
                        labels("table", table, "reason", reason),
                        n)));
        source.pipelines().forEach(this::pipeline);
        counter(
                "millrace_server_alerts",
                "gauge",
                "Alerts that stand.",
                "",
                source.state().alerts().standing());
        source.state().latencies().forEach(this::latency);
        StringBuilder all = new StringBuilder();
        metrics.values().forEach(all::append);
        return all.toString();
    }

    private void pipeline(RunningPipeline running) {
        String name = running.pipeline().name();
        counter(
                "millrace_engine_pipeline_up",
                "gauge",
                "1 when the pipeline runs.",
                labels("pipeline", name),
                running.isUp() ? 1 : 0);
        running.run().keyState().ifPresent(state -> keyState(name, state));
        running.run()
                .lookups()
                .forEach((table, counters) -> counters.forEach((counter, n) -> lookup(name, table, counter, n)));
        running.run().tables().forEach((table, account) -> table(name, table, account));
        running.sinks().forEach(worker -> sink(name, worker.status()));
    }

    private void keyState(String pipeline, EngineRun.KeyState state) {
        String labels = labels("pipeline", pipeline);
        counter("millrace_engine_state_keys", "gauge", "Keys with state.", labels, state.keys());
        counter("millrace_engine_state_hot_keys", "gauge", "Keys whose state is on the heap.", labels, state.hot());
        counter(
                "millrace_engine_state_cold_loads_total",
                "Times that the state of a key was fetched from disk.",
                labels,
                state.coldLoads());
        counter(
                "millrace_engine_state_refused_rows_total",
                "Rows refused because a stage had state.max-keys keys.",
                labels,
                state.refused());
        counter(
                "millrace_engine_state_saved_bytes_total",
                "Bytes of state written to changelogs.",
                labels,
                state.savedBytes());
    }

    private void lookup(String pipeline, String table, String counter, long n) {
        String labels = labels("pipeline", pipeline, "table", table);
        if (counter.equals("cached_keys")) {
            counter("millrace_lookup_cached_keys", "gauge", "Answers that the cache holds.", labels, n);
        } else {
            counter("millrace_lookup_" + counter + "_total", "Counted by a table that is looked up.", labels, n);
        }
    }

    private void table(String pipeline, String table, TableAccount account) {
        String labels = labels("pipeline", pipeline, "table", table);
        counter("millrace_engine_read_rows_total", "Rows that the pipeline read.", labels, account.read());
        counter("millrace_engine_used_rows_total", "Rows that the pipeline used.", labels, account.used());
    }

    private void sink(String pipeline, SinkStatus status) {
        String labels = labels("pipeline", pipeline, "output", status.output());
        counter("millrace_sink_rows_total", "Rows given to the sink.", labels, status.rows());
        counter("millrace_sink_errors_total", "Failures of the sink.", labels, status.errors());
        counter(
                "millrace_sink_repeated_rows_total",
                "Rows that came again and were recognised.",
                labels,
                status.repeats());
        counter("millrace_sink_lag_records", "gauge", "Records that wait for the sink.", labels, status.lag());
        status.counters()
                .forEach((counter, n) ->
                        counter("millrace_sink_" + counter + "_total", "Counted by the sink.", labels, n));
    }

    private void latency(StageLatency stage) {
        String name = "millrace_server_stage_latency_seconds";
        String label = stage.name().replace("→", "to");
        line(
                name,
                "summary",
                "Time in a stage, last two minutes.",
                labels("stage", label, "quantile", "0.5"),
                stage.p50Ms() / 1000);
        line(name, "summary", "", labels("stage", label, "quantile", "0.95"), stage.p95Ms() / 1000);
        line(name, "summary", "", labels("stage", label, "quantile", "0.99"), stage.p99Ms() / 1000);
    }

    private void counter(String name, String help, String labels, long value) {
        counter(name, "counter", help, labels, value);
    }

    private void counter(String name, String type, String help, String labels, long value) {
        start(name, type, help)
                .append(name)
                .append(labels)
                .append(' ')
                .append(value)
                .append('\n');
    }

    private void line(String name, String type, String help, String labels, double value) {
        start(name, type, help)
                .append(name)
                .append(labels)
                .append(' ')
                .append(String.format(Locale.ROOT, "%.6f", value))
                .append('\n');
    }

    private StringBuilder start(String name, String type, String help) {
        return metrics.computeIfAbsent(
                name, n -> new StringBuilder("# HELP " + n + " " + help + "\n# TYPE " + n + " " + type + "\n"));
    }

    private static String labels(String... namesAndValues) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String value = namesAndValues[i + 1]
                    .replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\n", "\\n");
            text.append(i == 0 ? "" : ",")
                    .append(namesAndValues[i])
                    .append("=\"")
                    .append(value)
                    .append('"');
        }
        return text.append('}').toString();
    }
}
