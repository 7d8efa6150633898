// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.parser.CreateTable;
import dev.millrace.parser.CreateView;
import dev.millrace.plan.Calc;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Scan;
import dev.millrace.plan.Union;
import dev.millrace.plan.Unnest;
import dev.millrace.plan.WindowAssign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Nodes of a plan, each once, and the statements that they come from. */
final class PlanOwners {
    private final Map<String, SqlNode> statements = new HashMap<>();
    private final Map<String, SqlParserPos> tables = new HashMap<>();
    private final Map<String, PlanNode> nodes = new LinkedHashMap<>();

    PlanOwners(List<SqlNode> text, Pipeline pipeline) {
        List<SqlNode> queries = new ArrayList<>();
        for (SqlNode statement : text) {
            if (statement instanceof CreateView view) {
                statements.put(view.identifier().getSimple(), view.query());
            } else if (statement instanceof CreateTable create) {
                tables.put(create.identifier().getSimple(), create.identifier().getParserPosition());
            } else if (isOutput(statement)) {
                queries.add(statement);
            }
        }
        List<Output> outputs = pipeline.outputs();
        for (int i = 0; i < outputs.size(); i++) {
            statements.put(outputs.get(i).id(), queries.get(i));
            collect(outputs.get(i).input());
        }
    }

    private static boolean isOutput(SqlNode statement) {
        return statement instanceof SqlInsert insert
                ? !InsertReader.isValues(insert)
                : statement.isA(SqlKind.QUERY) || statement.getKind() == SqlKind.ORDER_BY;
    }

    private void collect(PlanNode node) {
        if (nodes.putIfAbsent(node.id(), node) == null) {
            node.inputs().forEach(this::collect);
        }
    }

    /** Every node of the plan. */
    List<PlanNode> nodes() {
        return List.copyOf(nodes.values());
    }

    /** Nodes that keep state and read a table, directly or not. */
    List<PlanNode> keepersAbove(String table) {
        return nodes.values().stream()
                .filter(PlanOwners::keeps)
                .filter(n -> Tables.below(n).stream().anyMatch(t -> t.name().equals(table)))
                .toList();
    }

    /** Whether what a node gives depends on more than one row. */
    static boolean keeps(PlanNode node) {
        return !(node instanceof Scan
                || node instanceof Calc
                || node instanceof Union
                || node instanceof Unnest
                || node instanceof WindowAssign
                || node instanceof LookupJoin);
    }

    /** View, INSERT or SELECT that a node is made for. */
    SqlNode statement(PlanNode node) {
        String prefix = node.id().substring(0, node.id().lastIndexOf('.'));
        SqlNode exact = statements.get(prefix);
        // A view that is planned for another way to emit has that behind its name.
        return exact != null || prefix.indexOf('.') < 0
                ? exact
                : statements.get(prefix.substring(0, prefix.lastIndexOf('.')));
    }

    /** Name of a table where it is created, null for the result of a SELECT. */
    SqlParserPos table(String name) {
        return tables.get(name);
    }
}
