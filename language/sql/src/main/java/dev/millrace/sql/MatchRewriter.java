// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/** Makes what MATCH_RECOGNIZE leaves unsaid explicit, and checks what Calcite does not. */
final class MatchRewriter {
    private final SourceText source;

    MatchRewriter(SourceText source) {
        this.source = source;
    }

    void rewrite(SqlMatchRecognize match) {
        if (match.getOrderList().isEmpty()) {
            throw source.error(
                    SqlErrorCode.PATTERN,
                    "MATCH_RECOGNIZE has no ORDER BY, but a pattern is about the order of rows",
                    "Add  ORDER BY ts  with the time attribute of the table.",
                    match.getPattern().getParserPosition());
        }
        if (match.getMeasureList() == null || match.getMeasureList().isEmpty()) {
            throw source.error(
                    SqlErrorCode.PATTERN,
                    "MATCH_RECOGNIZE has no MEASURES, so a match would have no columns",
                    "Add  MEASURES FIRST(A.ts) AS started  or the like before PATTERN.",
                    match.getPattern().getParserPosition());
        }
        for (SqlNode order : match.getOrderList()) {
            refuseNullOrder(order);
        }
        if (match.getAfter() == null) {
            // Calcite's default is SKIP TO NEXT ROW; the standard's is this one.
            match.setOperand(
                    SqlMatchRecognize.OPERAND_AFTER,
                    SqlMatchRecognize.AfterOption.SKIP_PAST_LAST_ROW.symbol(SqlParserPos.ZERO));
        }
        refuseSubsetsInDefine(match);
        definitions(match);
    }

    private void refuseSubsetsInDefine(SqlMatchRecognize match) {
        if (match.getSubsetList() == null) {
            return;
        }
        List<String> subsets = match.getSubsetList().stream()
                .map(s -> ((SqlCall) s).operand(0).toString())
                .toList();
        match.getPatternDefList().accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlIdentifier id) {
                if (!id.isSimple() && subsets.contains(id.names.get(0))) {
                    throw source.error(
                            SqlErrorCode.PATTERN,
                            "SUBSET \"" + id.names.get(0)
                                    + "\" stands in DEFINE, but a subset is known in MEASURES only",
                            "Name the symbols themselves in DEFINE.",
                            id.getParserPosition());
                }
                return id;
            }
        });
    }

    private void refuseNullOrder(SqlNode order) {
        if (order.getKind() == SqlKind.NULLS_FIRST || order.getKind() == SqlKind.NULLS_LAST) {
            throw source.error(
                    SqlErrorCode.PATTERN,
                    "ORDER BY of MATCH_RECOGNIZE takes no NULLS FIRST or NULLS LAST",
                    "Leave it out: NULL is the greatest value.",
                    order.getParserPosition());
        }
    }

    private static void definitions(SqlMatchRecognize match) {
        SqlNodeList definitions = match.getPatternDefList();
        for (int i = 0; i < definitions.size(); i++) {
            SqlCall definition = (SqlCall) definitions.get(i);
            String symbol = ((SqlIdentifier) definition.operand(1)).getSimple();
            definition.setOperand(0, definition.operand(0).accept(new Neighbours(symbol)));
        }
    }

    /**
     * PREV and NEXT in DEFINE start from a row: without a symbol from the current one, with another symbol from its last row.
     * Calcite would take the first for the row before in the match, and the second for LAST with an offset.
     */
    private static final class Neighbours extends SqlShuttle {
        private final String symbol;

        Neighbours(String symbol) {
            this.symbol = symbol;
        }

        @Override
        public SqlNode visit(SqlCall call) {
            boolean isNeighbour = call.getKind() == SqlKind.PREV || call.getKind() == SqlKind.NEXT;
            if (!isNeighbour) {
                return super.visit(call);
            }
            SqlNode from = call.operand(0).accept(new Anchors(symbol));
            SqlNode offset =
                    call.operandCount() > 1 ? call.operand(1) : SqlLiteral.createExactNumeric("1", SqlParserPos.ZERO);
            return call.getOperator().createCall(call.getParserPosition(), from, offset);
        }
    }

    /** Names the row that a column inside of PREV or NEXT belongs to. */
    private static final class Anchors extends SqlShuttle {
        private final String symbol;

        Anchors(String symbol) {
            this.symbol = symbol;
        }

        @Override
        public SqlNode visit(SqlCall call) {
            boolean isLogical = call.getKind() == SqlKind.FIRST || call.getKind() == SqlKind.LAST;
            return isLogical ? call : super.visit(call);
        }

        @Override
        public SqlNode visit(SqlIdentifier id) {
            if (id.isSimple()) {
                return new SqlIdentifier(List.of(symbol, id.getSimple()), id.getParserPosition());
            }
            if (id.names.get(0).equals(symbol)) {
                return id;
            }
            return SqlStdOperatorTable.LAST.createCall(
                    id.getParserPosition(), id, SqlLiteral.createExactNumeric("0", SqlParserPos.ZERO));
        }
    }
}
