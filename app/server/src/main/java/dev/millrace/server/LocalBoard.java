// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.connect.page.PageBoard;
import dev.millrace.connect.page.PagePanel;
import dev.millrace.model.Row;
import dev.millrace.model.Table;
import dev.millrace.server.live.AlertBook;
import dev.millrace.server.live.LiveState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The page's board for the local engine, which has no worker that lists alerts. Thread-safe. */
final class LocalBoard implements PageBoard {
    private static final String PIPELINE = "local";

    private final LiveState state;
    private final Map<String, PagePanel> panels = new ConcurrentHashMap<>();

    LocalBoard(LiveState state) {
        this.state = state;
    }

    @Override
    public void open(Table table, PagePanel panel) {
        panels.put(table.name(), panel);
        state.board().open(table, panel);
    }

    @Override
    public void show(Table table, String identity, Row row) {
        state.board().show(table, identity, row);
        PagePanel panel = panels.get(table.name());
        if (panel != null && panel.kind().equals("alerts")) {
            long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
            state.alerts().add(new AlertBook.Delivery(PIPELINE, table, identity, row, nowMicros, nowMicros));
        }
    }
}
