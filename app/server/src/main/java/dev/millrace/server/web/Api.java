// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.web;

import dev.millrace.model.ErrorCode;
import dev.millrace.model.MillraceException;
import dev.millrace.server.ServerError;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** REST routes under {@code /api} and {@code /metrics}. */
final class Api {
    private static final int LIMIT_INITIAL = 100;
    private static final int LIMIT_MAX = 5000;
    private static final long AROUND_MS = 60_000;

    private final ApiSource source;
    private final ApiJson json;

    Api(ApiSource source) {
        this.source = source;
        json = new ApiJson(source);
    }

    void mount(Router router) {
        router.get("/api/health").handler(this::health);
        answer(router, "/api/alerts", c -> new JsonObject()
                .put("alerts", new JsonArray(source.state().alerts().newest(limit(c)))));
        answer(router, "/api/ledger", this::ledger);
        answer(router, "/api/pipelines", c -> json.pipelines());
        answer(router, "/api/latency", c -> json.latency());
        answerBlocking(router, "/api/tables/:table", this::rows);
        answerBlocking(router, "/api/series/:table", this::series);
        answerBlocking(router, "/api/keys/:table", c -> new JsonObject()
                .put("keys", new JsonArray(source.tables().keys(c.pathParam("table")))));
        answerBlocking(router, "/api/evidence", this::evidence);
        router.get("/metrics").handler(c -> c.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(new MetricsText(source).text()));
    }

    private void health(RoutingContext context) {
        JsonObject health = json.health();
        context.response().setStatusCode(health.getString("status").equals("UP") ? 200 : 503);
        send(context, health);
    }

    private JsonObject ledger(RoutingContext context) {
        String reason = context.request().getParam("reason", "");
        String table = context.request().getParam("table", "");
        List<JsonObject> entries = source.state()
                .ledger()
                .newest(
                        e -> (reason.isEmpty() || reason.equalsIgnoreCase(e.getString("reason")))
                                && (table.isEmpty() || table.equals(e.getString("table"))),
                        limit(context));
        return new JsonObject()
                .put(
                        "counts",
                        new JsonObject(
                                new LinkedHashMap<>(source.state().ledger().byReason())))
                .put("tables", json.ledgerCounts())
                .put("entries", new JsonArray(entries));
    }

    private JsonObject rows(RoutingContext context) {
        String table = context.pathParam("table");
        return new JsonObject()
                .put("table", table)
                .put("rows", new JsonArray(source.tables().newest(table, limit(context))));
    }

    private JsonObject series(RoutingContext context) {
        Map<String, String> key = new LinkedHashMap<>();
        context.queryParams().forEach((name, value) -> {
            if (name.startsWith("key.")) {
                key.put(name.substring("key.".length()), value);
            }
        });
        String table = context.pathParam("table");
        return new JsonObject()
                .put("table", table)
                .put("rows", new JsonArray(source.tables().series(table, key, limit(context))));
    }

    /** Readings around an alert; from its earliest to its latest time, a minute more on both sides. */
    private JsonObject evidence(RoutingContext context) {
        String id = context.request().getParam("id", "");
        JsonObject alert = source.state()
                .alerts()
                .find(id)
                .orElseThrow(() -> MillraceException.of(
                        ServerError.WRONG_PARAMETER, "there is no alert \"" + id + "\"", "Take an id of /api/alerts."));
        long[] range = EvidenceRange.of(alert);
        return new JsonObject()
                .put("id", id)
                .put("from", range[0])
                .put("to", range[1])
                .put(
                        "rows",
                        new JsonArray(
                                source.tables().around(alert, range[0] - AROUND_MS, range[1] + AROUND_MS, LIMIT_MAX)));
    }

    private static int limit(RoutingContext context) {
        String text = context.request().getParam("limit", String.valueOf(LIMIT_INITIAL));
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1) {
            throw MillraceException.of(
                    ServerError.WRONG_PARAMETER,
                    "parameter \"limit\" is \"" + text + "\" but must be a whole number 1 to " + LIMIT_MAX,
                    "For example ?limit=100.");
        }
        return Math.min(LIMIT_MAX, Integer.parseInt(text));
    }

    private void answer(Router router, String path, Function<RoutingContext, JsonObject> work) {
        router.get(path).handler(context -> guarded(context, () -> send(context, work.apply(context))));
    }

    /** Work that waits for Kafka or the database runs on a worker thread. */
    private void answerBlocking(Router router, String path, Function<RoutingContext, JsonObject> work) {
        router.get(path).handler(context -> {
            Callable<JsonObject> call = () -> work.apply(context);
            context.vertx()
                    .executeBlocking(call, false)
                    .onSuccess(result -> send(context, result))
                    .onFailure(e -> fail(context, e));
        });
    }

    private static void guarded(RoutingContext context, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            fail(context, e);
        }
    }

    private static void send(RoutingContext context, JsonObject body) {
        HttpServerResponse response = context.response();
        if (!response.closed()) {
            response.putHeader("Content-Type", "application/json; charset=utf-8")
                    .putHeader("Cache-Control", "no-store")
                    .end(body.toBuffer());
        }
    }

    private static void fail(RoutingContext context, Throwable error) {
        JsonObject body = new JsonObject();
        int status = 500;
        if (error instanceof MillraceException known) {
            status = known.code() == ServerError.NO_TABLE
                    ? 404
                    : known.code().category() == ErrorCode.Category.USER ? 400 : 503;
            body.put("code", known.code().id()).put("message", known.fact()).put("hint", known.hint());
        } else {
            body.put("code", "ENV-323")
                    .put("message", String.valueOf(error))
                    .put("hint", "Read the log and report it.");
        }
        context.response().setStatusCode(status);
        send(context, new JsonObject().put("error", body));
    }
}
