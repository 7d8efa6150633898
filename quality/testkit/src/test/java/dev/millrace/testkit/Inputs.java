// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit;

import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TableDefinition.TimeAttribute;
import dev.millrace.plan.TimeRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plan nodes that tests put below the node under test. */
public final class Inputs {
    private Inputs() {}

    /** A table whose event time is column 0. */
    public static PlanNode scan(Schema schema, TimeRule rule) {
        Table table = Table.of("input", schema, Map.of());
        return new Scan(
                "scan#1",
                new TableDefinition(
                        table,
                        schema,
                        List.of(),
                        Optional.of(new TimeAttribute(0, rule.boundMs())),
                        rule,
                        List.of(),
                        Optional.empty()));
    }
}
