// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

/** Comparison of floating-point numbers by IEEE: nothing equals NaN. A constant on the right, the usual filter, has its own closures. */
final class DoubleComparisons {
    private DoubleComparisons() {}

    static Evaluator of(String operator, Evaluator left, Evaluator right) {
        return right instanceof Constant constant
                ? withConstant(operator, left, constant.asDouble())
                : withEvaluator(operator, left, right);
    }

    private static Evaluator withConstant(String operator, Evaluator left, double right) {
        return switch (operator) {
            case "=" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(result.asDouble() == right);
                    }
                };
            case "<>" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(result.asDouble() != right);
                    }
                };
            case "<" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(result.asDouble() < right);
                    }
                };
            case "<=" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(result.asDouble() <= right);
                    }
                };
            case ">" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(result.asDouble() > right);
                    }
                };
            default ->
                (row, result) -> {
                    left.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(result.asDouble() >= right);
                    }
                };
        };
    }

    private static Evaluator withEvaluator(String operator, Evaluator left, Evaluator right) {
        return switch (operator) {
            case "=" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (result.isNull) {
                        return;
                    }
                    double first = result.asDouble();
                    right.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(first == result.asDouble());
                    }
                };
            case "<>" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (result.isNull) {
                        return;
                    }
                    double first = result.asDouble();
                    right.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(first != result.asDouble());
                    }
                };
            case "<" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (result.isNull) {
                        return;
                    }
                    double first = result.asDouble();
                    right.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(first < result.asDouble());
                    }
                };
            case "<=" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (result.isNull) {
                        return;
                    }
                    double first = result.asDouble();
                    right.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(first <= result.asDouble());
                    }
                };
            case ">" -> withEvaluator("<", right, left);
            default -> withEvaluator("<=", right, left);
        };
    }
}
