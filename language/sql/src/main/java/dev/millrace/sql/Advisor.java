// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Location;
import dev.millrace.model.MillraceException;
import dev.millrace.parser.CreateTable;
import dev.millrace.plan.Pipeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;

/**
 * Warns of what is allowed but hurts later: in tables, in stages and, where the text has to run in Flink, too, in words and clauses.
 * Needs a text that compiles; one pass over it and one over its plan.
 */
final class Advisor {
    private final SourceText source;
    private final Pipeline pipeline;
    private final Set<String> overFunctions;

    /** @param overFunctions names of the functions that look at the whole past of a key by their nature */
    Advisor(SourceText source, Pipeline pipeline, Set<String> overFunctions) {
        this.source = source;
        this.pipeline = pipeline;
        this.overFunctions = overFunctions;
    }

    /** In the order of the text. */
    List<MillraceException> advice() {
        List<SqlNode> statements = SqlScript.parse(source).statements();
        PlanOwners owners = new PlanOwners(statements, pipeline);
        List<MillraceException> all = new ArrayList<>();
        TableAdvice tables = new TableAdvice(source, owners, all::add);
        for (SqlNode statement : statements) {
            if (statement instanceof CreateTable create) {
                pipeline.table(create.identifier().getSimple()).ifPresent(table -> tables.advise(create, table));
            }
        }
        pipeline.outputs().forEach(tables::advise);
        new StageAdvice(source, owners, overFunctions, all::add).advise();
        new FlinkAdvice(source, all::add).advise(statements);
        all.sort(Comparator.comparing(
                a -> a.location().orElseThrow(),
                Comparator.comparingInt(Location::line).thenComparingInt(Location::column)));
        return all;
    }
}
