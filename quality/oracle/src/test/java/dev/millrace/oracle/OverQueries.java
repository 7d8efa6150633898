// SPDX-License-Identifier: Apache-2.0
package dev.millrace.oracle;

import static dev.millrace.oracle.Queries.one;
import static dev.millrace.oracle.Queries.seconds;
import static dev.millrace.oracle.Queries.some;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Aggregates over the rows before. Flink takes one window a query. */
final class OverQueries {
    private static final List<String> AGGREGATES = List.of(
            "COUNT(*)",
            "COUNT(d)",
            "SUM(b)",
            "SUM(d)",
            "AVG(d)",
            "MIN(d)",
            "MAX(d)",
            "MIN(b)",
            "FIRST_VALUE(d)",
            "LAST_VALUE(d)");

    private OverQueries() {}

    static String over(Random random) {
        String frame =
                switch (random.nextInt(4)) {
                    case 0 -> " ROWS BETWEEN " + (1 + random.nextInt(6)) + " PRECEDING AND CURRENT ROW";
                    case 1 -> " RANGE BETWEEN " + seconds(1 + random.nextInt(30)) + " PRECEDING AND CURRENT ROW";
                    case 2 -> " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
                    default -> " RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
                };
        String key = one(random, "k", "k", "s", "k, f");
        List<String> columns = new ArrayList<>(List.of("k", "ts", "d"));
        for (String aggregate : some(random, 4, AGGREGATES)) {
            columns.add(aggregate + " OVER w");
        }
        return "SELECT " + String.join(", ", columns) + " FROM r" + WindowQueries.where(random)
                + " WINDOW w AS (PARTITION BY " + key + " ORDER BY ts" + frame + ")";
    }
}
