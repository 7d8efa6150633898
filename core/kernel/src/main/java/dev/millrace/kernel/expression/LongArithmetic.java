// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.functions.Numbers;
import dev.millrace.model.TypeKind;

/** Whole numbers and lengths of time: never beyond the range of their type. */
final class LongArithmetic {
    private LongArithmetic() {}

    static Evaluator plus(Evaluator left, Evaluator right, TypeKind kind) {
        long least = Numbers.least(kind);
        long greatest = Numbers.greatest(kind);
        return (row, result) -> {
            left.eval(row, result);
            if (result.isNull) {
                return;
            }
            long first = result.word;
            right.eval(row, result);
            if (result.isNull) {
                return;
            }
            long second = result.word;
            long sum = first + second;
            if (((first ^ sum) & (second ^ sum)) < 0 || sum < least || sum > greatest) {
                throw overflow(first, "+", second, kind);
            }
            result.word = sum;
        };
    }

    static Evaluator minus(Evaluator left, Evaluator right, TypeKind kind) {
        long least = Numbers.least(kind);
        long greatest = Numbers.greatest(kind);
        return (row, result) -> {
            left.eval(row, result);
            if (result.isNull) {
                return;
            }
            long first = result.word;
            right.eval(row, result);
            if (result.isNull) {
                return;
            }
            long second = result.word;
            long difference = first - second;
            if (((first ^ second) & (first ^ difference)) < 0 || difference < least || difference > greatest) {
                throw overflow(first, "-", second, kind);
            }
            result.word = difference;
        };
    }

    static Evaluator times(Evaluator left, Evaluator right, TypeKind kind) {
        long least = Numbers.least(kind);
        long greatest = Numbers.greatest(kind);
        return (row, result) -> {
            left.eval(row, result);
            if (result.isNull) {
                return;
            }
            long first = result.word;
            right.eval(row, result);
            if (result.isNull) {
                return;
            }
            long second = result.word;
            long product = first * second;
            boolean isLost = Math.multiplyHigh(first, second) != product >> 63;
            if (isLost || product < least || product > greatest) {
                throw overflow(first, "*", second, kind);
            }
            result.word = product;
        };
    }

    static Evaluator divide(Evaluator left, Evaluator right, TypeKind kind) {
        return (row, result) -> {
            left.eval(row, result);
            if (result.isNull) {
                return;
            }
            long first = result.word;
            right.eval(row, result);
            if (result.isNull) {
                return;
            }
            long second = result.word;
            requireNotZero(first, "/", second);
            if (second == -1 && first == Numbers.least(kind)) {
                throw overflow(first, "/", second, kind);
            }
            result.word = first / second;
        };
    }

    static Evaluator remainder(Evaluator left, Evaluator right, TypeKind kind) {
        return (row, result) -> {
            left.eval(row, result);
            if (result.isNull) {
                return;
            }
            long first = result.word;
            right.eval(row, result);
            if (result.isNull) {
                return;
            }
            requireNotZero(first, "%", result.word);
            result.word = Numbers.fit(first % result.word, kind);
        };
    }

    private static void requireNotZero(long first, String operator, long second) {
        if (second == 0) {
            throw new ArithmeticException("division by zero: " + first + " " + operator + " 0");
        }
    }

    static ArithmeticException overflow(long first, String operator, long second, TypeKind kind) {
        return new ArithmeticException(first + " " + operator + " " + second + " does not fit " + kind);
    }
}
