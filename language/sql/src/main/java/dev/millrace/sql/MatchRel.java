// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;

/** MATCH_RECOGNIZE in relational algebra. Calcite's own node knows neither all of the standard nor our additions. */
final class MatchRel extends SingleRel {
    private final MatchAnalysis analysis;

    MatchRel(RelNode input, MatchAnalysis analysis) {
        super(input.getCluster(), input.getTraitSet(), input);
        this.analysis = analysis;
    }

    MatchAnalysis analysis() {
        return analysis;
    }

    @Override
    protected RelDataType deriveRowType() {
        return analysis.rowType();
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new MatchRel(inputs.get(0), analysis);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("at", analysis.match().getParserPosition().toString());
    }
}
