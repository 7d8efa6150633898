// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.HashMap;
import java.util.Map;

/** Ids of the nodes of one statement or view: {@code alerts.over#1}. They name state, so other statements do not change them. */
final class NodeNames {
    private final String prefix;
    private final Map<String, Integer> counts = new HashMap<>();

    NodeNames(String prefix) {
        this.prefix = prefix;
    }

    String next(String kind) {
        return prefix + "." + kind + "#" + counts.merge(kind, 1, Integer::sum);
    }
}
