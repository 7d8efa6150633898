// SPDX-License-Identifier: Apache-2.0
package dev.millrace.oracle;

import static dev.millrace.oracle.Queries.one;
import static dev.millrace.oracle.Queries.seconds;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Patterns. A row satisfies one symbol only: where it satisfies several, the standard tries all and Flink commits itself early, see
 * {@code docs/decisions}.
 */
final class MatchQueries {
    /** Those that need a row come first: Flink takes no optional symbol behind a greedy one. */
    private static final String[] QUANTIFIERS = {"", "", "", "{2}", "+", "{1,3}", "{2,}", "*", "?"};

    private static final int NEEDING_A_ROW = 7;

    private MatchQueries() {}

    static String match(Random random) {
        int symbols = 2 + random.nextInt(3);
        List<String> pattern = new ArrayList<>();
        List<String> definitions = new ArrayList<>();
        List<String> measures = new ArrayList<>();
        String quantifier = "";
        for (int i = 0; i < symbols; i++) {
            String name = String.valueOf((char) ('A' + i));
            // Flink refuses an optional symbol at either end, and a greedy one at the end.
            boolean isInside = i > 0 && i < symbols - 1;
            int choices = quantifier.isEmpty() ? QUANTIFIERS.length : NEEDING_A_ROW;
            quantifier = isInside ? QUANTIFIERS[random.nextInt(choices)] : "";
            pattern.add(name + quantifier);
            definitions.add(name + " AS MOD(" + name + ".n + 10, " + symbols + ") = " + i);
            measures.add(measure(random, name, i));
        }
        String skip = one(random, "PAST LAST ROW", "PAST LAST ROW", "TO NEXT ROW");
        String within = random.nextInt(2) == 0 ? " WITHIN " + seconds(5 + random.nextInt(120)) : "";
        return "SELECT * FROM r MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES " + String.join(", ", measures)
                + " ONE ROW PER MATCH AFTER MATCH SKIP " + skip + " PATTERN (" + String.join(" ", pattern) + ")"
                + within + " DEFINE " + String.join(", ", definitions) + ")";
    }

    private static String measure(Random random, String symbol, int number) {
        String name = " AS m" + number;
        return one(
                        random,
                        "FIRST(" + symbol + ".b)",
                        "LAST(" + symbol + ".b)",
                        "SUM(" + symbol + ".b)",
                        "COUNT(" + symbol + ".d)",
                        "MAX(" + symbol + ".d)",
                        "LAST(" + symbol + ".ts)")
                + name;
    }
}
