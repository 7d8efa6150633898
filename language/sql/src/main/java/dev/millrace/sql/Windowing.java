// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.Expression;
import dev.millrace.plan.WindowSpec;
import java.util.List;

/**
 * A window function over a relation that is not a node yet.
 *
 * @param isGroup written in GROUP BY, so that the start alone stands for the window
 * @param partition of PARTITION BY, over the relation's input
 */
record Windowing(String name, WindowSpec spec, boolean isGroup, List<Expression> partition) {
    Windowing {
        partition = List.copyOf(partition);
    }
}
