// SPDX-License-Identifier: Apache-2.0
package dev.millrace.oracle;

import static dev.millrace.oracle.Queries.one;
import static dev.millrace.oracle.Queries.seconds;

import java.util.Random;

/** The first rows of a group. Ties are broken by further columns, because which of equal rows is first is nobody's promise. */
final class RankQueries {
    private RankQueries() {}

    static String topOfWindow(Random random) {
        String order = one(random, "total DESC, k", "total, k", "most DESC, k");
        String key = one(random, "window_start, window_end", "window_start, window_end, f");
        return "SELECT k, window_start, total, most, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY " + key
                + " ORDER BY " + order
                + ") AS rn FROM (SELECT k, f, window_start, window_end, SUM(b) AS total, MAX(d) AS most "
                + "FROM TABLE(TUMBLE(TABLE r, DESCRIPTOR(ts), " + seconds(1 + random.nextInt(60))
                + ")) WHERE f IS NOT NULL GROUP BY k, f, window_start, window_end)) WHERE rn <= "
                + (1 + random.nextInt(3));
    }

    /** By the time attribute, the first or the newest row of a key; of the newest only what does not depend on ties. */
    static String deduplicate(Random random) {
        String order = one(random, "ASC", "DESC");
        return "SELECT k, ts FROM (SELECT k, ts, ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts " + order
                + ") AS rn FROM r" + WindowQueries.where(random) + ") WHERE rn = 1";
    }

    static String groupingSets(Random random) {
        String sets = one(random, "ROLLUP (k, s)", "CUBE (k, f)", "GROUPING SETS ((k), (s), ())");
        String columns = sets.contains("f") ? "k, f" : "k, s";
        return "SELECT " + columns + ", GROUPING(k) AS g, COUNT(*), SUM(b), window_start FROM TABLE(TUMBLE(TABLE r, "
                + "DESCRIPTOR(ts), " + seconds(5 + random.nextInt(60)) + ")) GROUP BY window_start, window_end, "
                + sets;
    }
}
