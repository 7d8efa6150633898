// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Location;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.plan.Pipeline;
import java.util.List;

/**
 * A text that was compiled.
 *
 * @param pipeline its outputs are the INSERT INTO ... SELECTs and the bare SELECTs in the order of the text; a SELECT has the id
 *     {@code query#1}, {@code query#2}... and a target of connector {@code scenario} with that name
 * @param inserts every INSERT INTO ... VALUES in the order of the text
 * @param queries place of each output's statement, in the order of {@code pipeline.outputs()}
 * @param warnings what is allowed but probably not meant; never thrown, {@link MillraceException#render} shows it
 */
public record CompiledScript(
        Pipeline pipeline, List<Insert> inserts, List<Query> queries, List<MillraceException> warnings) {
    public CompiledScript {
        inserts = List.copyOf(inserts);
        queries = List.copyOf(queries);
        warnings = List.copyOf(warnings);
    }

    /**
     * Rows of one INSERT INTO ... VALUES.
     *
     * @param table name of the table
     * @param place of the statement
     * @param rows of the table's physical schema; no times or positions are set
     * @param lines of the file where each row begins, from 1
     */
    public record Insert(String table, Location place, List<Row> rows, List<Integer> lines) {
        public Insert {
            rows = List.copyOf(rows);
            lines = List.copyOf(lines);
        }
    }

    /**
     * Where an output was written.
     *
     * @param outputId id of the output
     * @param place of the statement, without comments around it
     * @param sql text of the statement
     */
    public record Query(String outputId, Location place, String sql) {}
}
