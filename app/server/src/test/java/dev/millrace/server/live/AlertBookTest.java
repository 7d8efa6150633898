// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertBookTest {
    private static final Table TABLE = Table.of(
            "alerts",
            Schema.of(
                    new Column("severity", DataType.STRING),
                    new Column("machine", DataType.STRING),
                    new Column("evidence", DataType.STRING)),
            Map.of());

    private final Versions versions = new Versions();
    private final AlertBook book = new AlertBook(versions);

    @Test
    void an_alert_has_severity_times_latencies_and_its_evidence_rows() {
        add("m-1", RowKind.INSERT, 0, "[{\"value\":1}]", 1_005_000_000L);

        JsonObject alert = book.newest(10).get(0);

        assertEquals("CRITICAL", alert.getString("severity"));
        assertEquals(1_000_010, alert.getJsonObject("times").getLong("arrival"));
        assertEquals(10.0, alert.getJsonObject("latency_ms").getDouble("device_to_gateway"));
        assertEquals(4990.0, alert.getJsonObject("latency_ms").getDouble("total"));
        assertEquals(1, alert.getJsonArray("evidence").getJsonObject(0).getInteger("value"));
    }

    @Test
    void an_alert_that_was_taken_back_stays_and_says_so_and_keeps_the_time_of_its_first_delivery() {
        add("m-1", RowKind.INSERT, 0, null, 1_005_000_000L);
        add("m-2", RowKind.INSERT, 0, null, 1_006_000_000L);
        long seen = versions.last();

        add("m-1", RowKind.DELETE, 1, null, 1_900_000_000L);

        JsonObject alert = book.find("p/alerts/m-1").orElseThrow();
        assertTrue(alert.getBoolean("withdrawn"));
        assertEquals(1_005_000, alert.getJsonObject("times").getLong("delivered"));
        assertEquals(1, book.standing());
        assertEquals(1, book.since(seen).size());
    }

    @Test
    void a_text_that_only_begins_like_json_is_no_evidence() {
        add("m-1", RowKind.INSERT, 0, "[{broken", 1_005_000_000L);

        assertTrue(book.newest(1).get(0).getJsonArray("evidence").isEmpty());
        assertFalse(book.newest(1).get(0).getBoolean("withdrawn"));
    }

    private void add(String machine, RowKind kind, int revision, String evidence, long deliveredMicros) {
        Row row = new Row(3)
                .withKind(kind)
                .withRevision(revision)
                .withTimeMs(1_000_000)
                .withArrivalMicros(1_000_010_000L);
        row.setObject(0, "critical");
        row.setObject(1, machine);
        row.setObject(2, evidence);
        book.add(new AlertBook.Delivery("p", TABLE, machine, row, 1_000_020_000L, deliveredMicros));
    }
}
