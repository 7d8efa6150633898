// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** The condition of a join, taken apart: what is said of one side, what must be equal, and everything else about both. */
final class JoinTerms {
    final List<RexNode> leftOnly = new ArrayList<>();
    final List<RexNode> rightOnly = new ArrayList<>();
    final List<Equality> equalities = new ArrayList<>();
    final List<RexNode> others = new ArrayList<>();
    /** Of FOR SYSTEM_TIME AS OF, null when there is none. */
    private RexCall systemTime;

    private final int leftColumns;

    /**
     * Two expressions that must be equal.
     *
     * @param condition as written
     * @param left over the left side's columns
     * @param right over the right side's columns in the positions of both
     * @param type that both become before they are compared
     */
    record Equality(RexNode condition, RexNode left, RexNode right, DataType type) {
        /** Position of the left column, -1 when it is an expression. */
        int leftColumn() {
            return left instanceof RexInputRef ref ? ref.getIndex() : -1;
        }

        /** Position of the right column among those of both sides, -1 when it is an expression. */
        int rightColumn() {
            return right instanceof RexInputRef ref ? ref.getIndex() : -1;
        }
    }

    JoinTerms(int leftColumns, List<RexNode> conjuncts) {
        this.leftColumns = leftColumns;
        conjuncts.forEach(this::add);
    }

    Optional<RexCall> systemTime() {
        return Optional.ofNullable(systemTime);
    }

    /** Everything about both sides, equalities included. */
    List<RexNode> ofBoth() {
        List<RexNode> all = new ArrayList<>();
        equalities.forEach(e -> all.add(e.condition()));
        all.addAll(others);
        return all;
    }

    private void add(RexNode term) {
        if (term instanceof RexCall call
                && SystemTimeFunction.is(call.getOperator().getName())) {
            systemTime = call;
            return;
        }
        boolean isOfLeft = isOf(term, true);
        boolean isOfRight = isOf(term, false);
        if (isOfLeft && !isOfRight) {
            leftOnly.add(term);
        } else if (isOfRight && !isOfLeft) {
            rightOnly.add(term);
        } else {
            Optional<Equality> equality = isOfLeft ? equality(term) : Optional.empty();
            equality.ifPresentOrElse(equalities::add, () -> others.add(term));
        }
    }

    private Optional<Equality> equality(RexNode term) {
        if (term.getKind() != SqlKind.EQUALS) {
            return Optional.empty();
        }
        RexNode first = ((RexCall) term).getOperands().get(0);
        RexNode second = ((RexCall) term).getOperands().get(1);
        if (isOf(first, false) && isOf(second, true)) {
            RexNode swapped = first;
            first = second;
            second = swapped;
        }
        boolean isSplit = isOf(first, true) && !isOf(first, false) && isOf(second, false) && !isOf(second, true);
        if (!isSplit || RexUtil.containsCorrelation(term)) {
            return Optional.empty();
        }
        RexNode left = first;
        RexNode right = second;
        return common(CalciteTypes.of(left.getType()), CalciteTypes.of(right.getType()))
                .map(type -> new Equality(term, left, right, type));
    }

    private boolean isOf(RexNode term, boolean isLeft) {
        ImmutableBitSet columns = RelOptUtil.InputFinder.bits(term);
        return isLeft
                ? !columns.isEmpty() && columns.nth(0) < leftColumns
                : !columns.isEmpty() && columns.length() > leftColumns;
    }

    /** The type in which values of both are compared byte by byte; empty when there is none. */
    private static Optional<DataType> common(DataType left, DataType right) {
        if (left.kind() == TypeKind.DECIMAL || right.kind() == TypeKind.DECIMAL) {
            boolean isFloating = left.kind().isFloating() || right.kind().isFloating();
            boolean isSame = left.withNullable(true).equals(right.withNullable(true));
            return isSame
                    ? Optional.of(left)
                    : Optional.of(
                            isFloating ? DataType.DOUBLE : DataType.decimal(38, Math.max(left.scale(), right.scale())));
        }
        if (left.kind().isNumeric() && right.kind().isNumeric()) {
            boolean isFloating = left.kind().isFloating() || right.kind().isFloating();
            return Optional.of(isFloating ? DataType.DOUBLE : DataType.BIGINT);
        }
        if (left.kind().isTimestamp() && right.kind().isTimestamp() || left.kind() == right.kind()) {
            return Optional.of(left);
        }
        return Optional.empty();
    }
}
