// SPDX-License-Identifier: Apache-2.0
package dev.millrace.oracle;

import static dev.millrace.oracle.Queries.one;
import static dev.millrace.oracle.Queries.seconds;

import java.util.Random;

/** Joins of the streams {@code r} and {@code e}. */
final class JoinQueries {
    private JoinQueries() {}

    static String interval(Random random) {
        String before = seconds(random.nextInt(20));
        String after = seconds(random.nextInt(20));
        String bound = one(
                random,
                "e.ts BETWEEN r.ts - " + before + " AND r.ts + " + after,
                "r.ts BETWEEN e.ts AND e.ts + " + after,
                "e.ts >= r.ts - " + before + " AND e.ts < r.ts",
                "r.ts > e.ts - " + before + " AND r.ts <= e.ts + " + after);
        String more = one(random, "", "", " AND r.d > e.d", " AND r.f");
        return "SELECT r.k, r.n, CAST(r.ts AS STRING) AS t, e.b, CAST(e.ts AS STRING) AS et FROM r " + kind(random)
                + " JOIN e ON r.k = e.k AND " + bound + more;
    }

    static String window(Random random) {
        String window = one(
                random,
                "TUMBLE(TABLE %s, DESCRIPTOR(ts), " + seconds(1 + random.nextInt(30)) + ")",
                "HOP(TABLE %s, DESCRIPTOR(ts), " + seconds(5) + ", " + seconds(10) + ")");
        return "SELECT l.k, l.d, x.k AS xk, x.d AS xd, COALESCE(l.window_start, x.window_start) AS ws FROM (SELECT * FROM TABLE("
                + window.formatted("r") + ")) AS l " + kind(random) + " JOIN (SELECT * FROM TABLE("
                + window.formatted("e")
                + ")) AS x ON l.k = x.k AND l.window_start = x.window_start AND l.window_end = x.window_end";
    }

    private static String kind(Random random) {
        return one(random, "INNER", "INNER", "LEFT", "RIGHT", "FULL");
    }
}
