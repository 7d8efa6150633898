// SPDX-License-Identifier: Apache-2.0
package dev.millrace.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Kinds of random queries over the tables {@code r} and {@code e}, all in the common dialect of Flink and Millrace. */
enum Queries {
    WINDOW(WindowQueries::tableFunction),
    GROUP_WINDOW(WindowQueries::groupWindow),
    SESSION(WindowQueries::session),
    WINDOW_OVER_WINDOW(WindowQueries::windowOverWindow),
    OVER(OverQueries::over),
    MATCH(MatchQueries::match),
    INTERVAL_JOIN(JoinQueries::interval),
    WINDOW_JOIN(JoinQueries::window),
    TOP_OF_WINDOW(RankQueries::topOfWindow),
    FIRST_OR_NEWEST(RankQueries::deduplicate),
    GROUPING_SETS(RankQueries::groupingSets),
    EXPRESSION(ExpressionQueries::projection);

    private final Function<Random, String> maker;

    Queries(Function<Random, String> maker) {
        this.maker = maker;
    }

    String make(Random random) {
        return maker.apply(random);
    }

    /** One of some texts. */
    static String one(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    /** Some of some texts in random order, at least one. */
    static List<String> some(Random random, int most, List<String> texts) {
        List<String> shuffled = new ArrayList<>(texts);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 1 + random.nextInt(Math.min(most, texts.size())));
    }

    static String seconds(int seconds) {
        // Flink takes no more than 99 in INTERVAL '...' SECOND.
        return "INTERVAL '" + seconds / 60 + ":" + "%02d".formatted(seconds % 60) + "' MINUTE TO SECOND";
    }
}
