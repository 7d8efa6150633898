// SPDX-License-Identifier: Apache-2.0
package dev.millrace.oracle;

import static dev.millrace.oracle.Queries.one;
import static dev.millrace.oracle.Queries.seconds;
import static dev.millrace.oracle.Queries.some;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Aggregates over windows. */
final class WindowQueries {
    private static final List<String> AGGREGATES = List.of(
            "COUNT(*)",
            "COUNT(d)",
            "SUM(n)",
            "SUM(b)",
            "SUM(d)",
            "AVG(d)",
            "AVG(b)",
            "MIN(d)",
            "MAX(b)",
            "MIN(s)",
            "MAX(s)",
            "MAX(ts)",
            "COUNT(DISTINCT n)",
            "COUNT(DISTINCT s)",
            "SUM(DISTINCT n)",
            "STDDEV_POP(d)",
            "STDDEV_SAMP(d)",
            "VAR_POP(d)",
            "VAR_SAMP(d)",
            "COUNT(*) FILTER (WHERE d > 0)",
            "SUM(d) FILTER (WHERE f)",
            "AVG(d) FILTER (WHERE n IS NOT NULL)",
            "SUM(CASE WHEN f THEN 1 ELSE 0 END)");

    private static final int[] SLIDES_S = {1, 2, 5, 10, 15, 60};

    private WindowQueries() {}

    static String tableFunction(Random random) {
        int slide = SLIDES_S[random.nextInt(SLIDES_S.length)];
        int size = slide * (1 + random.nextInt(6));
        String offset = random.nextInt(3) == 0 ? ", " + seconds(random.nextInt(slide + 1)) : "";
        String call =
                switch (random.nextInt(3)) {
                    case 0 -> "TUMBLE(TABLE r, DESCRIPTOR(ts), " + seconds(size) + offset + ")";
                    case 1 -> "HOP(TABLE r, DESCRIPTOR(ts), " + seconds(slide) + ", " + seconds(size) + offset + ")";
                    default ->
                        "CUMULATE(TABLE r, DESCRIPTOR(ts), " + seconds(slide) + ", " + seconds(size) + offset + ")";
                };
        List<String> keys = random.nextInt(5) == 0 ? List.of() : some(random, 2, List.of("k", "s", "f"));
        return select(random, keys, "TABLE(" + call + ")", List.of("window_start", "window_end"));
    }

    static String session(Random random) {
        String call = "SESSION(TABLE r PARTITION BY k, DESCRIPTOR(ts), " + gap(random) + ")";
        return select(random, List.of("k"), "TABLE(" + call + ")", List.of("window_start", "window_end"));
    }

    /** An odd number of milliseconds: two rows exactly one gap apart are one session in Flink and two here (docs/decisions). */
    private static String gap(Random random) {
        return "INTERVAL '0:%02d.001' MINUTE TO SECOND".formatted(1 + random.nextInt(20));
    }

    static String groupWindow(Random random) {
        int slide = SLIDES_S[random.nextInt(SLIDES_S.length)];
        String kind = one(random, "TUMBLE", "HOP", "SESSION");
        String arguments = "ts, "
                + switch (kind) {
                    case "HOP" -> seconds(slide) + ", " + seconds(slide * (1 + random.nextInt(5)));
                    case "SESSION" -> gap(random);
                    default -> seconds(slide);
                };
        List<String> columns = new ArrayList<>(List.of("k"));
        columns.addAll(some(random, 4, AGGREGATES));
        columns.add(kind + "_START(" + arguments + ")");
        columns.add(kind + "_END(" + arguments + ")");
        return "SELECT " + String.join(", ", columns) + " FROM r" + where(random) + " GROUP BY k, " + kind + "("
                + arguments + ")";
    }

    static String windowOverWindow(Random random) {
        int inner = SLIDES_S[random.nextInt(SLIDES_S.length)];
        int outer = inner * (1 + random.nextInt(4));
        return "WITH w AS (SELECT k, window_time AS rt, SUM(b) AS total, MAX(d) AS most FROM TABLE(TUMBLE(TABLE r, "
                + "DESCRIPTOR(ts), " + seconds(inner) + ")) GROUP BY k, window_start, window_end, window_time) "
                + "SELECT window_start, window_end, COUNT(*), SUM(total), MAX(most) FROM TABLE(TUMBLE(TABLE w, "
                + "DESCRIPTOR(rt), " + seconds(outer) + ")) GROUP BY window_start, window_end";
    }

    private static String select(Random random, List<String> keys, String from, List<String> window) {
        List<String> columns = new ArrayList<>(keys);
        columns.addAll(some(random, 5, AGGREGATES));
        columns.addAll(window);
        List<String> group = new ArrayList<>(keys);
        group.addAll(window);
        String having = random.nextInt(4) == 0 ? " HAVING COUNT(*) > 1" : "";
        return "SELECT " + String.join(", ", columns) + " FROM " + from + where(random) + " GROUP BY "
                + String.join(", ", group) + having;
    }

    static String where(Random random) {
        return random.nextInt(3) == 0
                ? " WHERE " + one(random, "d > -5", "f", "n IS NOT NULL", "s <> 'b'", "b BETWEEN -500 AND 700")
                : "";
    }
}
