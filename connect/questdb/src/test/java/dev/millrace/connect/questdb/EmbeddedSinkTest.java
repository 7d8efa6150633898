// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.questdb;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Sink;
import dev.millrace.embedded.EmbeddedQuestDb;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedSinkTest {
    private static final Schema AVERAGES = Schema.of(
            new Column("sensor", DataType.STRING),
            new Column("window_end", DataType.TIMESTAMP),
            new Column("average", DataType.DOUBLE),
            new Column("price", DataType.decimal(10, 2)),
            new Column("rows", DataType.BIGINT));

    @TempDir
    static Path folder;

    private static EmbeddedQuestDb database;

    @BeforeAll
    static void start() {
        database = EmbeddedQuestDb.start(folder);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void a_corrected_row_replaces_the_first_and_a_row_taken_back_is_marked() {
        Table table = table("corrected", List.of("sensor", "window_end"));

        try (Sink sink = sink(table)) {
            sink.write(average("s-1", 300_000, 1.5, RowKind.INSERT, 0));
            sink.write(average("s-2", 300_000, 9.0, RowKind.INSERT, 0));
            sink.flush();
            sink.write(average("s-1", 300_000, 2.5, RowKind.UPDATE_AFTER, 1));
            sink.write(average("s-2", 300_000, 9.0, RowKind.DELETE, 1));
            sink.flush();
        }

        await().untilAsserted(() -> assertEquals(
                "[{sensor=s-1, average=2.5, price=1.20, mr_revision=1, mr_withdrawn=false}, "
                        + "{sensor=s-2, average=9.0, price=1.20, mr_revision=1, mr_withdrawn=true}]",
                database.query(
                                "select sensor, average, price, mr_revision, mr_withdrawn from corrected order by sensor",
                                10)
                        .toString()));
    }

    @Test
    void rows_without_a_key_that_come_again_are_stored_once() {
        Table table = table("positions", List.of());

        for (int attempt = 0; attempt < 2; attempt++) {
            try (Sink sink = sink(table)) {
                for (int i = 0; i < 100; i++) {
                    sink.write(average("s-1", 1000, i, RowKind.INSERT, 0).withPosition(1, i));
                }
                sink.flush();
            }
        }

        await().untilAsserted(() -> assertEquals(
                100L,
                database.query("select count() n from positions", 1).get(0).get("n")));
    }

    @Test
    void a_column_that_the_store_does_not_have_yet_is_added() {
        try (Sink sink = sink(Table.of("grown", Schema.of(AVERAGES.column(0), AVERAGES.column(1)), Map.of()))) {
            sink.flush();
        }

        try (Sink sink = sink(Table.of("grown", AVERAGES, Map.of()))) {
            sink.write(average("s-1", 1000, 4.5, RowKind.INSERT, 0));
            sink.flush();
        }

        await().untilAsserted(() -> assertEquals(
                "[{average=4.5}]",
                database.query("select average from grown", 10).toString()));
    }

    private static Table table(String name, List<String> key) {
        return new Table(name, AVERAGES, new TreeMap<>(), key, new TreeMap<>());
    }

    private static Sink sink(Table table) {
        Options options = Options.of(QuestDbOptions.ALL, table.options(), new Problems());
        return new QuestDbConnector(database::engine, null).sink(table, options);
    }

    private static Row average(String sensor, long timeMs, double average, RowKind kind, int revision) {
        Row row = new Row(AVERAGES.size()).withKind(kind).withRevision(revision);
        row.setObject(0, sensor);
        row.setLong(1, timeMs);
        row.setDouble(2, average);
        row.setObject(3, new BigDecimal("1.20"));
        row.setLong(4, 3);
        return row;
    }
}
