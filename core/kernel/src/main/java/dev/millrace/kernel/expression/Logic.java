// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

/** Three-valued logic. */
final class Logic {
    private Logic() {}

    static Evaluator and(Evaluator[] operands) {
        if (operands.length == 2) {
            return and(operands[0], operands[1]);
        }
        return (row, result) -> {
            boolean isUnknown = false;
            for (Evaluator operand : operands) {
                operand.eval(row, result);
                if (result.isNull) {
                    isUnknown = true;
                } else if (result.word == 0) {
                    return;
                }
            }
            if (isUnknown) {
                result.setNull();
            }
        };
    }

    private static Evaluator and(Evaluator left, Evaluator right) {
        return (row, result) -> {
            left.eval(row, result);
            if (result.isNull) {
                right.eval(row, result);
                if (!result.isNull && result.word != 0) {
                    result.setNull();
                }
            } else if (result.word != 0) {
                right.eval(row, result);
            }
        };
    }

    static Evaluator or(Evaluator[] operands) {
        if (operands.length == 2) {
            return or(operands[0], operands[1]);
        }
        return (row, result) -> {
            boolean isUnknown = false;
            for (Evaluator operand : operands) {
                operand.eval(row, result);
                if (result.isNull) {
                    isUnknown = true;
                } else if (result.word != 0) {
                    return;
                }
            }
            if (isUnknown) {
                result.setNull();
            }
        };
    }

    private static Evaluator or(Evaluator left, Evaluator right) {
        return (row, result) -> {
            left.eval(row, result);
            if (result.isNull) {
                right.eval(row, result);
                if (!result.isNull && result.word == 0) {
                    result.setNull();
                }
            } else if (result.word == 0) {
                right.eval(row, result);
            }
        };
    }

    static Evaluator not(Evaluator operand) {
        return (row, result) -> {
            operand.eval(row, result);
            result.word ^= 1;
        };
    }

    static Evaluator isNull(Evaluator operand) {
        if (operand instanceof Columns.WordColumn column) {
            int index = column.column();
            return (row, result) -> result.setBoolean(row.isNull(index));
        }
        return (row, result) -> {
            operand.eval(row, result);
            result.setBoolean(result.isNull);
        };
    }

    static Evaluator isNotNull(Evaluator operand) {
        return (row, result) -> {
            operand.eval(row, result);
            result.setBoolean(!result.isNull);
        };
    }

    /** {@code IS [NOT] TRUE} and {@code IS [NOT] FALSE}: never NULL. */
    static Evaluator is(Evaluator operand, boolean wanted, boolean answer) {
        return (row, result) -> {
            operand.eval(row, result);
            boolean isWanted = !result.isNull && (result.word != 0) == wanted;
            result.setBoolean(isWanted == answer);
        };
    }

    /** CASE: condition, value, condition, value, ..., else. */
    static Evaluator choose(Evaluator[] parts) {
        int last = parts.length - 1;
        return (row, result) -> {
            for (int i = 0; i < last; i += 2) {
                parts[i].eval(row, result);
                if (!result.isNull && result.word != 0) {
                    parts[i + 1].eval(row, result);
                    return;
                }
            }
            parts[last].eval(row, result);
        };
    }
}
