// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.Expression;
import dev.millrace.plan.StreamJoin;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Finds out from comparisons of two time attributes how far they may be apart. Comparisons are sums of a time attribute and constant
 * intervals on both sides, with any of {@code < <= = >= >}.
 */
final class JoinBounds {
    private final List<Expression> left;
    private final List<Expression> right;
    private final Set<Integer> leftTimes;
    private final Set<Integer> rightTimes;
    private int leftTime = -1;
    private int rightTime = -1;
    private Long fromMs;
    private Long toMs;

    /**
     * Bounds of a join.
     *
     * @param left columns of the left side
     * @param leftTimes those that are time attributes
     * @param rightTimes those of the right side, in its own positions
     */
    JoinBounds(List<Expression> left, Set<Integer> leftTimes, List<Expression> right, Set<Integer> rightTimes) {
        this.left = left;
        this.leftTimes = leftTimes;
        this.right = right;
        this.rightTimes = rightTimes;
    }

    /** Takes a condition over the columns of both sides; false when it says nothing about time. */
    boolean add(RexNode condition) {
        boolean isComparison = condition instanceof RexCall
                && (condition.isA(SqlKind.COMPARISON))
                && condition.getKind() != SqlKind.NOT_EQUALS
                && ((RexCall) condition).getOperands().size() == 2;
        if (!isComparison) {
            return false;
        }
        RexCall call = (RexCall) condition;
        Optional<ShiftedTime> first = shifted(call.getOperands().get(0));
        Optional<ShiftedTime> second = shifted(call.getOperands().get(1));
        if (first.isEmpty() || second.isEmpty()) {
            return false;
        }
        if (isPair(first.get().column(), second.get().column())) {
            return compare(call.getKind(), first.get(), second.get());
        }
        return isPair(second.get().column(), first.get().column())
                && compare(call.getKind().reverse(), second.get(), first.get());
    }

    /** Whether the columns are time attributes of the left and the right side, and no others than before. */
    private boolean isPair(int first, int second) {
        boolean areTimes = leftTimes.contains(first) && rightTimes.contains(second - left.size());
        boolean areSame = leftTime < 0 || leftTime == first && rightTime == second - left.size();
        return areTimes && areSame;
    }

    private boolean compare(SqlKind kind, ShiftedTime first, ShiftedTime second) {
        // left + a OP right + b, so that right - left OP' a - b.
        long differenceMs = first.byMs() - second.byMs();
        switch (kind) {
            case GREATER_THAN_OR_EQUAL -> atMost(differenceMs);
            case GREATER_THAN -> atMost(differenceMs - 1);
            case LESS_THAN_OR_EQUAL -> atLeast(differenceMs);
            case LESS_THAN -> atLeast(differenceMs + 1);
            case EQUALS -> {
                atLeast(differenceMs);
                atMost(differenceMs);
            }
            default -> {
                return false;
            }
        }
        leftTime = first.column();
        rightTime = second.column() - left.size();
        return true;
    }

    private void atMost(long ms) {
        toMs = toMs == null ? ms : Math.min(toMs, ms);
    }

    private void atLeast(long ms) {
        fromMs = fromMs == null ? ms : Math.max(fromMs, ms);
    }

    private Optional<ShiftedTime> shifted(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return columnOf(ref.getIndex());
        }
        if (!(node instanceof RexCall call)) {
            return Optional.empty();
        }
        if (call.getKind() == SqlKind.CAST && SqlTypeUtil.isTimestamp(call.getType())) {
            return shifted(call.getOperands().get(0));
        }
        boolean isSum = call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS;
        if (!isSum || call.getOperands().size() != 2) {
            return Optional.empty();
        }
        Optional<ShiftedTime> time = shifted(call.getOperands().get(0));
        Optional<Long> length = constantMs(call.getOperands().get(1));
        if (call.getKind() == SqlKind.PLUS && time.isEmpty()) {
            time = shifted(call.getOperands().get(1));
            length = constantMs(call.getOperands().get(0));
        }
        if (time.isEmpty() || length.isEmpty()) {
            return Optional.empty();
        }
        long byMs = call.getKind() == SqlKind.PLUS ? length.get() : -length.get();
        return time.map(t -> t.plus(byMs));
    }

    private Optional<ShiftedTime> columnOf(int index) {
        return index < left.size()
                ? ShiftedTime.of(index, left, leftTimes)
                : ShiftedTime.of(index - left.size(), right, rightTimes)
                        .map(t -> new ShiftedTime(t.column() + left.size(), t.byMs()));
    }

    /** Milliseconds of an interval of days or less that is written out, with sign and factors. */
    private static Optional<Long> constantMs(RexNode node) {
        if (node instanceof RexLiteral literal) {
            boolean isLength = literal.getType().getIntervalQualifier() != null
                    && !literal.getType().getIntervalQualifier().isYearMonth();
            return isLength ? Optional.of(literal.getValueAs(BigDecimal.class).longValue()) : Optional.empty();
        }
        if (!(node instanceof RexCall call)) {
            return Optional.empty();
        }
        if (call.getKind() == SqlKind.MINUS_PREFIX) {
            return constantMs(call.getOperands().get(0)).map(ms -> -ms);
        }
        if (call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.REINTERPRET) {
            return constantMs(call.getOperands().get(0));
        }
        boolean isProduct =
                call.getKind() == SqlKind.TIMES && call.getOperands().size() == 2;
        return isProduct ? product(call.getOperands().get(0), call.getOperands().get(1)) : Optional.empty();
    }

    private static Optional<Long> product(RexNode first, RexNode second) {
        boolean isLengthFirst = constantMs(first).isPresent();
        RexNode factor = isLengthFirst ? second : first;
        if (!(factor instanceof RexLiteral literal) || !SqlTypeUtil.isExactNumeric(literal.getType())) {
            return Optional.empty();
        }
        long times = literal.getValueAs(BigDecimal.class).longValue();
        return constantMs(isLengthFirst ? first : second).map(ms -> ms * times);
    }

    /** Whether both an earliest and a latest time of partners are known. */
    boolean isComplete() {
        return fromMs != null && toMs != null;
    }

    boolean isOneSided() {
        return fromMs != null ^ toMs != null;
    }

    int leftTime() {
        return leftTime;
    }

    /** In the right side's own positions. */
    int rightTime() {
        return rightTime;
    }

    StreamJoin.Range range() {
        return new StreamJoin.Range(fromMs, toMs);
    }
}
