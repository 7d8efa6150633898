// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.web;

import dev.millrace.model.Table;
import dev.millrace.plan.Output;
import dev.millrace.plan.TableDefinition;
import dev.millrace.server.live.StageLatency;
import dev.millrace.server.pipeline.EngineRun.TableAccount;
import dev.millrace.server.pipeline.PipelineAccount;
import dev.millrace.server.pipeline.RunningPipeline;
import dev.millrace.server.pipeline.SinkStatus;
import dev.millrace.server.pipeline.SinkTask;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;

/** JSON of the API and the live frames. */
final class ApiJson {
    private final ApiSource source;

    ApiJson(ApiSource source) {
        this.source = source;
    }

    JsonObject health() {
        List<RunningPipeline> pipelines = source.pipelines();
        boolean isUp = source.isAccepting() && pipelines.stream().allMatch(RunningPipeline::isUp);
        JsonObject states = new JsonObject();
        pipelines.forEach(p -> states.put(p.pipeline().name(), p.run().state()));
        return new JsonObject()
                .put("status", isUp ? "UP" : "DOWN")
                .put("accepting", source.isAccepting())
                .put("pipelines", states);
    }

    JsonObject pipelines() {
        JsonArray all = new JsonArray();
        source.pipelines().forEach(p -> all.add(pipeline(p)));
        return new JsonObject()
                .put("pipelines", all)
                .put("panels", source.state().board().panels());
    }

    private JsonObject pipeline(RunningPipeline running) {
        JsonArray tables = new JsonArray();
        SortedMap<String, TableAccount> accounts = running.run().tables();
        running.pipeline().tables().stream()
                .filter(t -> accounts.containsKey(t.name()))
                .forEach(t -> tables.add(input(t, accounts.get(t.name()))));
        JsonArray outputs = new JsonArray();
        running.pipeline().outputs().forEach(o -> outputs.add(output(running, o)));
        JsonObject json = new JsonObject()
                .put("name", running.pipeline().name())
                .put("sql", running.pipeline().sql())
                .put("engine", running.engine())
                .put("state", running.run().state())
                .put("tables", tables)
                .put("outputs", outputs);
        running.run()
                .keyState()
                .ifPresent(s -> json.put(
                        "state_keys",
                        new JsonObject()
                                .put("keys", s.keys())
                                .put("hot", s.hot())
                                .put("cold_loads", s.coldLoads())
                                .put("refused", s.refused())
                                .put("saved_bytes", s.savedBytes())));
        JsonObject lookups = new JsonObject();
        running.run()
                .lookups()
                .forEach((table, counters) -> lookups.put(table, new JsonObject(new LinkedHashMap<>(counters))));
        if (!lookups.isEmpty()) {
            json.put("lookups", lookups);
        }
        running.run().failure().ifPresent(f -> json.put("failure", f));
        return json;
    }

    private JsonObject input(TableDefinition table, TableAccount account) {
        return new JsonObject()
                .put("table", table.name())
                .put("connector", table.table().connector())
                .put("topic", table.topic())
                .put("columns", columns(table.table()))
                .put("records", source.state().readings().records().getOrDefault(table.name(), 0L))
                .put("read", account.read())
                .put("used", account.used())
                .put("ledger", new JsonObject(new LinkedHashMap<>(account.ledger())));
    }

    private JsonObject output(RunningPipeline running, Output output) {
        Table table = SinkTask.keyed(output);
        JsonObject json = new JsonObject()
                .put("id", output.id())
                .put("table", table.name())
                .put("connector", table.connector())
                .put("topic", output.topic(running.pipeline().name()))
                .put("key", new JsonArray(table.primaryKey()))
                .put("columns", columns(table));
        running.sinks().stream()
                .map(w -> w.status())
                .filter(s -> s.table().equals(table.name()))
                .findFirst()
                .ifPresent(s -> json.put("sink", sink(s)));
        return json;
    }

    private static JsonObject sink(SinkStatus status) {
        JsonObject json = new JsonObject()
                .put("state", status.state())
                .put("rows", status.rows())
                .put("lag", status.lag())
                .put("repeats", status.repeats())
                .put("unreadable", status.unreadable())
                .put("errors", status.errors());
        status.counters().forEach(json::put);
        return status.lastError().isEmpty() ? json : json.put("last_error", status.lastError());
    }

    private static JsonArray columns(Table table) {
        JsonArray columns = new JsonArray();
        table.schema()
                .columns()
                .forEach(c -> columns.add(new JsonObject()
                        .put("name", c.name())
                        .put("type", c.type().withNullable(true).toString())));
        return columns;
    }

    JsonObject latency() {
        JsonArray stages = new JsonArray();
        for (StageLatency stage : source.state().latencies()) {
            stages.add(new JsonObject()
                    .put("stage", stage.name())
                    .put("count", stage.count())
                    .put("p50_ms", stage.p50Ms())
                    .put("p95_ms", stage.p95Ms())
                    .put("p99_ms", stage.p99Ms()));
        }
        return new JsonObject().put("window_s", 120).put("stages", stages);
    }

    JsonObject ledgerCounts() {
        JsonObject tables = new JsonObject();
        source.state()
                .ledger()
                .counts()
                .forEach((table, reasons) -> tables.put(table, new JsonObject(new LinkedHashMap<>(reasons))));
        return tables;
    }

    /** For each pipeline: received = used + ledger + waiting. */
    JsonArray accounts() {
        JsonArray all = new JsonArray();
        source.pipelines().forEach(p -> all.add(account(p)));
        return all;
    }

    private JsonObject account(RunningPipeline running) {
        PipelineAccount account =
                PipelineAccount.of(running.run(), source.state().readings().records(), source::refused);
        return new JsonObject()
                .put("name", running.pipeline().name())
                .put("state", running.run().state())
                .put("received", account.received())
                .put("used", account.used())
                .put("waiting", account.waiting())
                .put("ledger", new JsonObject(new LinkedHashMap<>(account.ledger())));
    }
}
