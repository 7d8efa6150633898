// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.unit.Unit;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlNode;

/**
 * A query in relational algebra.
 *
 * @param query the rewritten text, for places in messages
 * @param names of the columns as the query calls them
 * @param units of the columns, null where there is none
 */
record Algebra(SqlNode query, RelNode rel, List<String> names, List<Unit> units) {
    Algebra {
        names = List.copyOf(names);
    }
}
