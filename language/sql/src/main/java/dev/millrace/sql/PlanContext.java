// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Call;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Expression;
import dev.millrace.plan.Match;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * What the planners of one query share.
 *
 * @param limits of patterns
 * @param usage what tables can be used for
 * @param reader gives the node that reads a table or view by name
 * @param views gives the algebra of a view by name
 * @param warnings receives what is allowed but probably not meant
 */
record PlanContext(
        SourceText source,
        Places places,
        NodeNames ids,
        Emit emit,
        Match.Limits limits,
        TableUsage usage,
        Function<String, PlanNode> reader,
        Function<String, Optional<RelNode>> views,
        Consumer<MillraceException> warnings) {
    private static final RexBuilder BUILDER = new RexBuilder(new CalciteTypes());

    MillraceException error(SqlErrorCode code, String fact, String hint, SqlParserPos position) {
        return source.error(code, fact, hint, position);
    }

    /** An error with a cause, at its place in the text. */
    MillraceException placed(MillraceException error, SqlParserPos position) {
        return error.at(source.at(position), source.text());
    }

    static RexTranslator translator(List<Expression> inputs) {
        return new RexTranslator(BUILDER, inputs, Map.of());
    }

    static RexBuilder builder() {
        return BUILDER;
    }

    static Expression translate(RexNode node, List<Expression> inputs) {
        return translator(inputs).translate(node);
    }

    /** The relation with another of its time attributes, such as the one of a join's right side; as it is when it has no such. */
    Relation timedBy(Relation relation, int column) {
        boolean isOther = column >= 0
                && relation.window() == null
                && relation.timeColumn() != column
                && TimeAttributes.through(relation.projection(), TimeAttributes.of(relation.input()))
                        .contains(column);
        return isOther ? new JoinSides(ids).timedBy(relation, column) : relation;
    }

    /** All conditions over the given columns as one; empty when there is none. */
    static Optional<Expression> conjunction(List<RexNode> conditions, List<Expression> columns) {
        Optional<Expression> all = Optional.empty();
        for (RexNode condition : conditions) {
            all = and(all, translate(condition, columns));
        }
        return all;
    }

    static Optional<Expression> and(Optional<Expression> first, Expression second) {
        return Optional.of(first.<Expression>map(f -> new Call("AND", List.of(f, second), DataType.BOOLEAN))
                .orElse(second));
    }

    /** A window, OVER or MATCH over rows whose column is not their time attribute. */
    MillraceException noTime(String what, Relation relation, String column, SqlParserPos position) {
        int time = relation.timeColumn();
        if (time >= 0) {
            return error(
                    SqlErrorCode.TIME_ATTRIBUTE,
                    what + " needs the time attribute \"" + relation.names().get(time) + "\", but \"" + column
                            + "\" is an ordinary column",
                    "Use \"" + relation.names().get(time) + "\".",
                    position);
        }
        List<TableDefinition> tables = Tables.below(relation.input());
        boolean isOne = tables.size() == 1 && tables.get(0).time().isEmpty();
        if (isOne) {
            String name = tables.get(0).name();
            return error(
                    SqlErrorCode.TIME_ATTRIBUTE,
                    what + " needs a time attribute, but table \"" + name + "\" has no WATERMARK",
                    "Add  WATERMARK FOR " + column + " AS " + column + " - INTERVAL '5' SECOND  to CREATE TABLE " + name
                            + ".",
                    position);
        }
        return error(
                SqlErrorCode.TIME_ATTRIBUTE,
                what + " needs a time attribute, but the rows that it reads have none left: \"" + column
                        + "\" is an ordinary column",
                "Pass the time attribute on unchanged; behind a window it is window_time, behind a pattern"
                        + " MATCH_ROWTIME().",
                position);
    }

    private static String watermarkFor(String column, TableDefinition table) {
        int position = table.schema().indexOf(column);
        boolean isTime = position >= 0 && table.schema().type(position).kind().isTimestamp();
        String time = isTime ? column : "ts";
        return "Add  " + (isTime ? "" : "ts TIMESTAMP(3), ") + "WATERMARK FOR " + time + " AS " + time
                + " - INTERVAL '5' SECOND  to CREATE TABLE " + table.name() + (isTime ? "." : " and order by ts.");
    }
}
