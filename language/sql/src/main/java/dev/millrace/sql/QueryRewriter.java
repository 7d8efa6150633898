// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.parser.MatchRecognize;
import dev.millrace.plan.TableDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Goes over a parsed query before Calcite validates it: refuses what a stream cannot do, while every part still has its place,
 * and puts our own operators in.
 */
final class QueryRewriter extends SqlShuttle {
    static final String ORDER_FACT = "ORDER BY sorts a result that has an end, but a stream has none";
    static final String ORDER_HINT =
            "Add  LIMIT n  to keep the first rows, or sort where the result is read; the greatest of a window is"
                    + " MAX(...).";

    private final SourceText source;
    private final WindowCalls windows;
    private final GroupWindows groups;
    private final MatchCheck matches;
    private final JoinRewriter joins;
    private final Expectations expectations;
    private SqlNode whole;

    /**
     * A rewriter of one query.
     *
     * @param tables those that were created so far
     */
    QueryRewriter(SourceText source, Function<String, Optional<TableDefinition>> tables) {
        this.source = source;
        this.expectations = new Expectations(source, tables);
        this.windows = new WindowCalls(source);
        this.groups = new GroupWindows(source, windows);
        this.matches = new MatchCheck(source);
        this.joins = new JoinRewriter(source);
    }

    SqlNode rewrite(SqlNode query) {
        if (query.getKind() == SqlKind.VALUES) {
            throw source.error(
                    SqlErrorCode.STATEMENT,
                    "VALUES stands where a query is needed",
                    "Read a table: SELECT ... FROM a table or view.",
                    query.getParserPosition());
        }
        whole = query;
        return query.accept(this);
    }

    @Override
    public SqlNode visit(SqlCall call) {
        if (call instanceof SqlSelect select) {
            groups.rewrite(select);
            NamedWindows.resolve(select);
            joins.findSemiJoins(select.getWhere());
        } else if (call instanceof SqlJoin join) {
            joins.rewrite(join);
        } else if (call instanceof SqlOrderBy order) {
            orderBy(order);
        } else if (call instanceof SqlMatchRecognize match) {
            return match(match);
        } else if (call.getKind() == SqlKind.OVER) {
            return over(call);
        } else if (call.getKind() == SqlKind.COLLECTION_TABLE && call.operand(0) instanceof SqlCall function) {
            return tableFunction(call, function);
        }
        refuseSets(call);
        refuseSubqueries(call);
        return super.visit(call);
    }

    private SqlNode over(SqlCall call) {
        refuseSubqueries(call);
        call.setOperand(0, withoutNullTreatment(call.operand(0)));
        return super.visit(OverFilter.rewritten(call));
    }

    /** {@code FIRST_VALUE(x) IGNORE NULLS} and {@code LAG(x) RESPECT NULLS} are what these functions do anyway. */
    private static SqlNode withoutNullTreatment(SqlNode node) {
        if (!(node instanceof SqlCall call)
                || call.operandCount() == 0
                || !(call.operand(0) instanceof SqlCall function)) {
            return node;
        }
        String name = function.getOperator().getName().toUpperCase(Locale.ROOT);
        Set<String> usual =
                switch (call.getKind()) {
                    case IGNORE_NULLS -> Set.of("FIRST_VALUE", "LAST_VALUE");
                    case RESPECT_NULLS -> Set.of("LAG", "LEAD", "NTH_VALUE");
                    default -> Set.of();
                };
        return usual.contains(name) ? function : node;
    }

    private SqlNode match(SqlMatchRecognize match) {
        matches.check(match);
        // Only looked at: MatchReader reads the expressions as they were written.
        match.getMeasureList().accept(this);
        match.getPatternDefList().accept(this);
        SqlNode rows = expectations.heard((MatchRecognize) match);
        match.setOperand(SqlMatchRecognize.OPERAND_TABLE_REF, rows.accept(this));
        return match;
    }

    private SqlNode tableFunction(SqlCall call, SqlCall function) {
        if (!WindowCalls.isWindow(function)) {
            return rows(call, function);
        }
        SqlCall window = (SqlCall) windows.tableFunction(function);
        window.setOperand(0, window.operand(0).accept(this));
        return call.getOperator().createCall(call.getParserPosition(), window);
    }

    /** {@code LATERAL TABLE(f(x))}: a function of many rows gives an array of them. */
    private SqlNode rows(SqlCall call, SqlCall function) {
        return SqlStdOperatorTable.UNNEST.createCall(call.getParserPosition(), function.accept(this));
    }

    /** With a LIMIT it is a top N; without, only the order of time, in which rows come anyway. */
    private void orderBy(SqlOrderBy order) {
        if (order.fetch != null) {
            return;
        }
        if (order.offset != null) {
            throw source.error(
                    SqlErrorCode.ORDER_BY,
                    "OFFSET without LIMIT cuts a result that has an end, but a stream has none",
                    "Add  LIMIT  and how many rows there are at most.",
                    order.offset.getParserPosition());
        }
        SqlNode first = order.orderList.size() == 1 ? order.orderList.get(0) : null;
        if (order != whole || !(first instanceof SqlIdentifier)) {
            throw source.error(SqlErrorCode.ORDER_BY, ORDER_FACT, ORDER_HINT, order.orderList.getParserPosition());
        }
    }

    private void refuseSets(SqlCall call) {
        if (call.getKind() == SqlKind.INTERSECT || call.getKind() == SqlKind.EXCEPT) {
            boolean isIntersect = call.getKind() == SqlKind.INTERSECT;
            throw source.error(
                    SqlErrorCode.SET_OPERATION,
                    call.getOperator().getName() + " would have to remember every row of both streams for ever",
                    "Write  WHERE " + (isIntersect ? "" : "NOT ")
                            + "EXISTS (SELECT 1 FROM b WHERE b.k = a.k AND b.ts BETWEEN a.ts - INTERVAL '1' MINUTE AND"
                            + " a.ts + INTERVAL '1' MINUTE), or with a table that has a PRIMARY KEY without times.",
                    call.operand(1).getParserPosition());
        }
    }

    private void refuseSubqueries(SqlCall call) {
        if (joins.isSemiJoin(call)) {
            return;
        }
        boolean isQuery =
                switch (call.getKind()) {
                    case EXISTS, SCALAR_QUERY, UNIQUE -> true;
                    case IN, NOT_IN, SOME, ALL -> call.operandCount() > 1 && isQuery(call.operand(1));
                    default -> call instanceof SqlBasicCall && hasScalarQuery(call);
                };
        if (isQuery) {
            throw subquery(call.operandCount() > 1 && isQuery(call.operand(1)) ? call.operand(1) : call);
        }
        if (call.getKind() == SqlKind.SNAPSHOT) {
            throw joins.misplaced(call);
        }
    }

    @Override
    public SqlNode visit(SqlNodeList list) {
        for (SqlNode node : list) {
            if (isQuery(node)) {
                throw subquery(node);
            }
        }
        return super.visit(list);
    }

    private RuntimeException subquery(SqlNode node) {
        return source.error(
                SqlErrorCode.SUBQUERY,
                "a query stands where only a value may: it would have to be asked again for every row",
                "Put the values into the text, or bring the streams together with UNION ALL and a window.",
                node.getParserPosition());
    }

    private static boolean hasScalarQuery(SqlCall call) {
        return switch (call.getKind()) {
            case AS, UNION, WITH, WITH_ITEM, OTHER_FUNCTION, COLLECTION_TABLE, CURSOR -> false;
            default -> call.getOperandList().stream().anyMatch(QueryRewriter::isQuery);
        };
    }

    private static boolean isQuery(SqlNode node) {
        return node != null && node.isA(SqlKind.QUERY) && node.getKind() != SqlKind.EXPLICIT_TABLE;
    }

    /** Names that stand in a list, for messages. */
    static String names(List<? extends SqlNode> nodes) {
        return String.join(
                ", ",
                nodes.stream()
                        .map(n -> n instanceof SqlIdentifier id ? id.toString() : n.toString())
                        .toList());
    }
}
