// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** Calcite's converter, with our own node for MATCH_RECOGNIZE. */
final class QueryConverter extends SqlToRelConverter {
    private final QueryValidator queryValidator;

    QueryConverter(QueryValidator validator, CalciteCatalogReader reader, RelOptCluster cluster, Config config) {
        super(null, validator, reader, cluster, new Convertlets(), config);
        this.queryValidator = validator;
    }

    @Override
    protected void convertMatchRecognize(Blackboard board, SqlMatchRecognize match) {
        Blackboard inner = createBlackboard(queryValidator.getMatchRecognizeScope(match), null, false);
        convertFrom(inner, match.getTableRef());
        // A leaf: Calcite looks for the columns of what it does not know in its input.
        board.setRoot(new MatchRel(inner.root(), queryValidator.analysis(match)), true);
    }
}
