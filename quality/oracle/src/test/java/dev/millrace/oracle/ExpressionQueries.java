// SPDX-License-Identifier: Apache-2.0
package dev.millrace.oracle;

import static dev.millrace.oracle.Queries.one;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Scalar expressions of random shape. What fails for a row is left out: Flink stops there, Millrace puts the row into the ledger. */
final class ExpressionQueries {
    private static final int COLUMNS = 8;
    private static final int DEPTH = 3;

    private ExpressionQueries() {}

    static String projection(Random random) {
        List<String> columns = new ArrayList<>(List.of("k", "CAST(ts AS STRING) AS t"));
        for (int i = 0; i < COLUMNS; i++) {
            columns.add(any(random) + " AS c" + i);
        }
        String where = random.nextInt(3) == 0 ? " WHERE " + condition(random, 2) : "";
        return "SELECT " + String.join(", ", columns) + " FROM r" + where;
    }

    private static String any(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> number(random, DEPTH);
            case 1 -> text(random, DEPTH);
            case 2 -> condition(random, DEPTH);
            case 3 -> time(random);
            default -> integer(random, DEPTH);
        };
    }

    private static String number(Random random, int depth) {
        if (depth == 0) {
            return one(random, "d", "d", "CAST(n AS DOUBLE)", "0.5", "CAST(2.25 AS DOUBLE)");
        }
        String x = number(random, depth - 1);
        String y = number(random, depth - 1);
        return one(
                random,
                "(" + x + " + " + y + ")",
                "(" + x + " - " + y + ")",
                "(" + x + " * " + y + ")",
                "ABS(" + x + ")",
                "FLOOR(" + x + ")",
                "CEIL(" + x + ")",
                "ROUND(" + x + ", 1)",
                "COALESCE(" + x + ", " + y + ")",
                "CASE WHEN " + condition(random, depth - 1) + " THEN " + x + " ELSE " + y + " END",
                "CAST(" + integer(random, depth - 1) + " AS DOUBLE)",
                "-(" + x + ")");
    }

    private static String integer(Random random, int depth) {
        if (depth == 0) {
            return one(random, "n", "n", "CAST(b AS INT)", "3", "-7");
        }
        String x = integer(random, depth - 1);
        String y = integer(random, depth - 1);
        return one(
                random,
                "(" + x + " + " + y + ")",
                "(" + x + " - " + y + ")",
                "MOD(" + x + ", 7)",
                "(" + x + " / 3)",
                "ABS(" + x + ")",
                "SIGN(" + x + ")",
                "CHAR_LENGTH(" + text(random, depth - 1) + ")",
                "POSITION('p' IN " + text(random, depth - 1) + ")",
                "CAST(TRUNCATE(" + number(random, 1) + ", 0) AS INT)",
                "COALESCE(" + x + ", " + y + ")",
                "NULLIF(" + x + ", " + y + ")",
                "CASE WHEN " + condition(random, depth - 1) + " THEN " + x + " ELSE " + y + " END",
                one(random, "EXTRACT(HOUR FROM ts)", "EXTRACT(MINUTE FROM ts)", "EXTRACT(SECOND FROM ts)"));
    }

    private static String text(Random random, int depth) {
        if (depth == 0) {
            return one(random, "s", "s", "k", "'pump-7'", "'Ab c'");
        }
        String x = text(random, depth - 1);
        String y = text(random, depth - 1);
        int from = random.nextInt(5) - 1;
        return one(
                random,
                "(" + x + " || " + y + ")",
                "UPPER(" + x + ")",
                "LOWER(" + x + ")",
                "TRIM(" + x + ")",
                "SUBSTRING(" + x + ", " + from + ", 3)",
                "SUBSTRING(" + x + ", 2)",
                "REPLACE(" + x + ", 'p', 'QQ')",
                "COALESCE(" + x + ", " + y + ")",
                "CASE WHEN " + condition(random, depth - 1) + " THEN " + x + " ELSE " + y + " END",
                "CAST(" + integer(random, depth - 1) + " AS STRING)",
                "CAST(" + condition(random, 0) + " AS STRING)",
                "CAST(d AS STRING)",
                "CAST(ts AS STRING)",
                "DATE_FORMAT(ts, 'yyyy-MM-dd HH:mm')",
                "CONCAT(" + x + ", '-', " + y + ")");
    }

    private static String condition(Random random, int depth) {
        if (depth == 0) {
            return one(random, "f", "(d > 0)", "(n = 3)", "(s = 'a')", "(s IS NULL)", "(b IS NOT NULL)", "(f IS TRUE)");
        }
        String x = condition(random, depth - 1);
        String y = condition(random, depth - 1);
        return one(
                random,
                "(" + x + " AND " + y + ")",
                "(" + x + " OR " + y + ")",
                "(NOT " + x + ")",
                "(" + integer(random, depth - 1) + " < " + integer(random, depth - 1) + ")",
                "(" + number(random, depth - 1) + " >= " + number(random, depth - 1) + ")",
                "(" + text(random, depth - 1) + " LIKE '%p_m%')",
                "(" + text(random, depth - 1) + " < " + text(random, depth - 1) + ")",
                "(n IN (1, 2, 3, -4))",
                "(d BETWEEN -1.5 AND 4)",
                "(" + x + " IS NOT DISTINCT FROM " + y + ")",
                "(" + x + " IS UNKNOWN)");
    }

    private static String time(Random random) {
        return one(
                random,
                "ts + INTERVAL '90' SECOND",
                "ts - INTERVAL '1' DAY",
                "ts + INTERVAL '1' MONTH",
                "FLOOR(ts TO MINUTE)",
                "CEIL(ts TO HOUR)",
                "TIMESTAMPADD(MINUTE, n, ts)",
                "TIMESTAMPDIFF(SECOND, TIMESTAMP '2026-05-01 10:01:00', ts)",
                "CAST(ts AS DATE)",
                "CASE WHEN f THEN ts ELSE ts + INTERVAL '5' SECOND END");
    }
}
