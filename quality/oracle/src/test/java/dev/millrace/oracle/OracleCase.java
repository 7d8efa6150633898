// SPDX-License-Identifier: Apache-2.0
package dev.millrace.oracle;

import java.util.List;
import java.util.stream.Collectors;

/** A query over random tables with the rows that Flink gives, as a scenario file. */
record OracleCase(String kind, long seed, List<RandomTable> tables, String query, List<List<String>> expected) {
    private static final int ROWS_AN_INSERT = 12;

    String name() {
        return kind + "-" + seed;
    }

    /** Text of the scenario, the rows of the tables by turns. Lateness is 0: Flink's operators know none, and no row is late. */
    String scenario() {
        StringBuilder text =
                new StringBuilder("-- What Flink SQL gives: ").append(name()).append('\n');
        for (RandomTable table : tables) {
            text.append(table.ddl("'connector' = 'scenario', 'time.allowed-lateness' = '0 s'"))
                    .append(";\n");
        }
        for (int from = 0; from < tables.get(0).rows().size(); from += ROWS_AN_INSERT) {
            for (RandomTable table : tables) {
                text.append(table.insert(from, from + ROWS_AN_INSERT));
            }
        }
        text.append(query).append(";\n-- expect\n");
        for (List<String> cells : expected) {
            text.append(cells.stream().collect(Collectors.joining(" | ", "-- | ", " |\n")));
        }
        return text.toString();
    }
}
