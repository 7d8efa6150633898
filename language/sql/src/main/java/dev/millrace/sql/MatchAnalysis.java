// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.parser.MatchRecognize;
import dev.millrace.plan.Match.Skip;
import dev.millrace.plan.Match.SortKey;
import dev.millrace.plan.Pattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A MATCH_RECOGNIZE whose names and types are known.
 *
 * @param match as it was written, for places in messages
 * @param keys columns of PARTITION BY
 * @param order columns of ORDER BY
 * @param withinMs -1 when there is no WITHIN
 * @param rowType of the result
 */
record MatchAnalysis(
        MatchRecognize match,
        List<Integer> keys,
        List<SortKey> order,
        Pattern pattern,
        Map<String, List<String>> subsets,
        Skip skip,
        long withinMs,
        Map<String, MatchExpression> measures,
        Map<String, MatchExpression> definitions,
        RelDataType rowType) {
    MatchAnalysis {
        keys = List.copyOf(keys);
        order = List.copyOf(order);
        subsets = Collections.unmodifiableMap(new LinkedHashMap<>(subsets));
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
        definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
    }
}
