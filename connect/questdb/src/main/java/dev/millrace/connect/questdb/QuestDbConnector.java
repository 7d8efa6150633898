// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.questdb;

import dev.millrace.connect.Connector;
import dev.millrace.connect.Format;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Sink;
import dev.millrace.model.Table;
import io.questdb.cairo.CairoEngine;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The time-series store, {@code 'connector' = 'questdb'}: QuestDB in this process, or one outside over InfluxDB line protocol.
 *
 * <p>A row with key columns replaces the one with the same key and time; one that was taken back stays with {@code
 * mr_withdrawn = true}, because QuestDB deletes no single rows. A key without a TIMESTAMP column therefore keeps one row for
 * each time: its history. Rows without a time are counted and left out. A BOOLEAN that is NULL is stored as false.
 */
public final class QuestDbConnector implements Connector {
    private final Supplier<CairoEngine> engine;
    private final Format json;

    /**
     * Opens tables when they are asked for.
     *
     * @param engine gives the engine of this process; called for tables without a url
     * @param json writes nested values
     */
    public QuestDbConnector(Supplier<CairoEngine> engine, Format json) {
        this.engine = engine;
        this.json = json;
    }

    @Override
    public String name() {
        return "questdb";
    }

    @Override
    public String doc() {
        return "Keeps rows by time and key in QuestDB: the embedded one, or with url any store that takes line protocol.";
    }

    @Override
    public List<Option<?>> options() {
        return QuestDbOptions.ALL;
    }

    @Override
    public Usage usage() {
        return Usage.SINK;
    }

    @Override
    public void check(Table table, Options options, Problems problems) {
        if (StoredTable.firstTime(table.schema()) < 0) {
            problems.add(
                    "",
                    "it has no TIMESTAMP column, and a time-series table is ordered by one",
                    "Add the time of the row, for example window_end TIMESTAMP(3).");
        }
        Optional<String> url = options.find(QuestDbOptions.URL);
        if (url.isPresent() && !url.get().matches("(https?|tcp)://[^/\\s]+.*")) {
            problems.add(
                    "url",
                    "\"url\" is \"" + url.get() + "\" but must begin with http://, https:// or tcp:// and name a host",
                    "For QuestDB use http://host:9000.");
        }
    }

    @Override
    public Sink sink(Table table, Options options) {
        StoredTable stored = StoredTable.of(table, options);
        ValueText text = new ValueText(table.schema(), json, options);
        return options.find(QuestDbOptions.URL)
                .<Sink>map(url -> new LineProtocolSink(
                        new LineProtocol(stored, text), LineTarget.of(url, options.find(QuestDbOptions.TOKEN), stored)))
                .orElseGet(() -> new EmbeddedSink(stored, engine.get(), text));
    }
}
