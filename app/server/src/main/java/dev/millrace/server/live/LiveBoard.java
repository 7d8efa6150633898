// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.live;

import dev.millrace.connect.page.PageBoard;
import dev.millrace.connect.page.PagePanel;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Table;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of page tables, up to 2,000 a panel. Withdrawn rows stay and are marked. Thread-safe. */
public final class LiveBoard implements PageBoard {
    private static final int ROWS_MAX = 2000;

    private final Versions versions;
    private final Map<String, Panel> panels = Collections.synchronizedMap(new LinkedHashMap<>());

    private record Panel(PagePanel look, Table table, BoundedRows rows) {}

    public LiveBoard(Versions versions) {
        this.versions = versions;
    }

    @Override
    public void open(Table table, PagePanel panel) {
        panels.computeIfAbsent(table.name(), n -> new Panel(panel, table, new BoundedRows(ROWS_MAX, versions)));
    }

    @Override
    public void show(Table table, String identity, Row row) {
        if (row.kind() == RowKind.UPDATE_BEFORE) {
            return;
        }
        JsonObject json = new JsonObject()
                .put("id", identity)
                .put("revision", row.revision())
                .put("withdrawn", row.kind() == RowKind.DELETE)
                .put("row", RowJson.of(table.schema(), row));
        Panel panel = panels.get(table.name());
        if (panel != null) {
            panel.rows().put(identity, json);
        }
    }

    /** Newest rows of a panel, empty when there is no such panel. */
    public Optional<List<JsonObject>> newest(String table, int limit) {
        return Optional.ofNullable(panels.get(table)).map(p -> p.rows().newest(limit));
    }

    /** Every panel with how it looks. */
    public JsonArray panels() {
        JsonArray all = new JsonArray();
        snapshot()
                .forEach((name, panel) -> all.add(new JsonObject()
                        .put("table", name)
                        .put("panel", panel.look().kind())
                        .put("title", panel.look().title())
                        .put("columns", new JsonArray(panel.table().schema().names()))));
        return all;
    }

    /** Rows by table that changed after a version. */
    public JsonObject since(long version) {
        JsonObject changed = new JsonObject();
        snapshot().forEach((name, panel) -> {
            List<JsonObject> rows = panel.rows().since(version);
            if (!rows.isEmpty()) {
                changed.put(name, new JsonArray(rows));
            }
        });
        return changed;
    }

    private Map<String, Panel> snapshot() {
        synchronized (panels) {
            return new LinkedHashMap<>(panels);
        }
    }
}
