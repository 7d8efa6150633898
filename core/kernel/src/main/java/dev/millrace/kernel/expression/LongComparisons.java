// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

/** Comparison of whole numbers, booleans and times. A constant on the right, the usual filter, has its own closures. */
final class LongComparisons {
    private LongComparisons() {}

    static Evaluator of(String operator, Evaluator left, Evaluator right) {
        return right instanceof Constant constant
                ? withConstant(operator, left, constant.word)
                : withEvaluator(operator, left, right);
    }

    private static Evaluator withConstant(String operator, Evaluator left, long right) {
        return switch (operator) {
            case "=" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(result.word == right);
                    }
                };
            case "<>" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(result.word != right);
                    }
                };
            case "<" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(result.word < right);
                    }
                };
            case "<=" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(result.word <= right);
                    }
                };
            case ">" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(result.word > right);
                    }
                };
            default ->
                (row, result) -> {
                    left.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(result.word >= right);
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
                    long first = result.word;
                    right.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(first == result.word);
                    }
                };
            case "<>" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (result.isNull) {
                        return;
                    }
                    long first = result.word;
                    right.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(first != result.word);
                    }
                };
            case "<" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (result.isNull) {
                        return;
                    }
                    long first = result.word;
                    right.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(first < result.word);
                    }
                };
            case "<=" ->
                (row, result) -> {
                    left.eval(row, result);
                    if (result.isNull) {
                        return;
                    }
                    long first = result.word;
                    right.eval(row, result);
                    if (!result.isNull) {
                        result.setBoolean(first <= result.word);
                    }
                };
            case ">" -> withEvaluator("<", right, left);
            default -> withEvaluator("<=", right, left);
        };
    }
}
