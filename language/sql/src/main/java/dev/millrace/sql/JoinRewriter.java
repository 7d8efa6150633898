// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSnapshot;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Brings joins into a form that Calcite turns into plain joins. */
final class JoinRewriter {
    private static final int RIGHT = 3;
    private static final int CONDITION_TYPE = 4;
    private static final int CONDITION = 5;

    private final SourceText source;
    /** Calls in WHERE whose query is planned as a join. */
    private final Set<SqlNode> semiJoins = Collections.newSetFromMap(new IdentityHashMap<>());

    JoinRewriter(SourceText source) {
        this.source = source;
    }

    /** Moves {@code FOR SYSTEM_TIME AS OF} of the right side into the condition. */
    void rewrite(SqlJoin join) {
        SqlNode right = join.getRight();
        SqlNode table = right.getKind() == SqlKind.AS ? ((SqlCall) right).operand(0) : right;
        if (!(table instanceof SqlSnapshot snapshot)) {
            return;
        }
        SqlNode condition = join.getCondition();
        if (condition == null || join.getConditionType() != JoinConditionType.ON) {
            throw source.error(
                    SqlErrorCode.JOIN,
                    "FOR SYSTEM_TIME AS OF stands in a join without ON",
                    "Write  JOIN t FOR SYSTEM_TIME AS OF s.ts AS t ON s.k = t.k.",
                    table.getParserPosition());
        }
        if (right.getKind() == SqlKind.AS) {
            ((SqlCall) right).setOperand(0, snapshot.getTableRef());
        } else {
            join.setOperand(RIGHT, snapshot.getTableRef());
        }
        SqlNode period = snapshot.getPeriod();
        SqlNode time = SystemTimeFunction.call(
                ProcessingTime.isCall(period) ? List.of() : List.of(period), table.getParserPosition());
        join.setOperand(CONDITION_TYPE, JoinConditionType.ON.symbol(condition.getParserPosition()));
        join.setOperand(CONDITION, SqlStdOperatorTable.AND.createCall(condition.getParserPosition(), condition, time));
    }

    /** Notes EXISTS and IN that stand between the ANDs of a WHERE. */
    void findSemiJoins(SqlNode where) {
        if (where == null) {
            return;
        }
        switch (where.getKind()) {
            case AND -> ((SqlCall) where).getOperandList().forEach(this::findSemiJoins);
            case NOT, EXISTS, IN, NOT_IN -> addSemiJoin((SqlCall) where);
            default -> {
                // Any other condition takes values only.
            }
        }
    }

    private void addSemiJoin(SqlCall call) {
        if (call.getKind() == SqlKind.NOT) {
            if (call.operand(0) instanceof SqlCall inner && isSemiJoinKind(inner.getKind())) {
                addSemiJoin(inner);
            }
            return;
        }
        semiJoins.add(call);
    }

    private static boolean isSemiJoinKind(SqlKind kind) {
        return kind == SqlKind.EXISTS || kind == SqlKind.IN || kind == SqlKind.NOT_IN;
    }

    boolean isSemiJoin(SqlNode call) {
        return semiJoins.contains(call);
    }

    /** FOR SYSTEM_TIME AS OF anywhere but at the right of a join. */
    RuntimeException misplaced(SqlNode snapshot) {
        return source.error(
                SqlErrorCode.JOIN,
                "FOR SYSTEM_TIME AS OF belongs to the right table of a join",
                "Write  FROM s JOIN t FOR SYSTEM_TIME AS OF s.ts AS t ON s.k = t.k.",
                snapshot.getParserPosition());
    }
}
