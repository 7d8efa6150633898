// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TableDefinition;
import java.util.List;
import java.util.stream.Stream;

/** Tables that a plan reads. */
final class Tables {
    private Tables() {}

    static List<TableDefinition> below(PlanNode node) {
        return stream(node).distinct().toList();
    }

    private static Stream<TableDefinition> stream(PlanNode node) {
        return node instanceof Scan scan
                ? Stream.of(scan.table())
                : node.inputs().stream().flatMap(Tables::stream);
    }
}
