// SPDX-License-Identifier: Apache-2.0
package dev.millrace.oracle;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;

/** Runs queries on Flink's own SQL engine in this process. Used by one thread. */
final class FlinkSql {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private final Path folder;

    /** The folder takes the tables' rows as files. */
    FlinkSql(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs all queries over the same tables as one job.
     *
     * @return for each query the final rows as cells of a scenario file, corrections applied, in no order
     */
    List<List<List<String>>> run(List<RandomTable> tables, List<String> queries) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("table.local-time-zone", "UTC");
        configuration.setString("rest.bind-port", "0");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
        StreamTableEnvironment flink = StreamTableEnvironment.create(environment);
        flink.getConfig().set("table.local-time-zone", "UTC");
        for (RandomTable table : tables) {
            flink.executeSql(table.ddl(options(table)));
        }
        List<CloseableIterator<Row>> results = new ArrayList<>();
        for (String query : queries) {
            results.add(flink.toChangelogStream(table(flink, query)).collectAsync());
        }
        environment.executeAsync("oracle");
        List<List<List<String>>> finals = new ArrayList<>();
        for (CloseableIterator<Row> result : results) {
            finals.add(finalRows(result));
            result.close();
        }
        return finals;
    }

    private static Table table(StreamTableEnvironment flink, String query) {
        try {
            return flink.sqlQuery(query);
        } catch (RuntimeException refused) {
            throw new IllegalArgumentException("Flink refuses: " + query, refused);
        }
    }

    private String options(RandomTable table) throws IOException {
        Path file = folder.resolve(table.name() + ".json");
        Files.writeString(file, table.json());
        return "'connector' = 'filesystem', 'path' = '" + file.toUri() + "', 'format' = 'json'";
    }

    private static List<List<String>> finalRows(CloseableIterator<Row> changes) {
        Map<List<String>, Integer> counts = new LinkedHashMap<>();
        while (changes.hasNext()) {
            Row row = changes.next();
            boolean isAdded = row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER;
            counts.merge(cells(row), isAdded ? 1 : -1, Integer::sum);
        }
        List<List<String>> rows = new ArrayList<>();
        counts.forEach((cells, count) -> {
            for (int i = 0; i < count; i++) {
                rows.add(cells);
            }
        });
        return rows;
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.getArity(); i++) {
            cells.add(cell(row.getField(i)));
        }
        return cells;
    }

    private static String cell(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof LocalDateTime time) {
            return TIME.format(time);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Boolean bool) {
            return bool ? "TRUE" : "FALSE";
        }
        return value instanceof String text ? text(text) : String.valueOf(value);
    }

    private static String text(String text) {
        boolean isPlain = !text.isEmpty()
                && text.strip().equals(text)
                && !text.startsWith("'")
                && !List.of("NULL", "TRUE", "FALSE").contains(text);
        String escaped = text.replace("|", "\\|");
        return isPlain ? escaped : "'" + escaped + "'";
    }
}
