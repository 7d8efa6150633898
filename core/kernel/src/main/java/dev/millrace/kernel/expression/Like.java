// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import java.util.Arrays;

/** {@code text LIKE pattern [ESCAPE character]}: {@code %} is any text, {@code _} is one character. */
final class Like {
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;
    private static final int NO_ESCAPE = -3;

    private Like() {}

    static Evaluator of(Evaluator[] arguments) {
        Evaluator text = arguments[0];
        if (areConstant(arguments)) {
            Constant pattern = (Constant) arguments[1];
            Constant escape = arguments.length > 2 ? (Constant) arguments[2] : null;
            if (pattern.isNull || (escape != null && escape.isNull)) {
                return Constant.NULL;
            }
            int[] compiled = parse((String) pattern.object, escape == null ? null : (String) escape.object);
            return (row, result) -> {
                text.eval(row, result);
                if (!result.isNull) {
                    result.setBoolean(matches(result.asString(), compiled));
                }
            };
        }
        return variable(text, arguments[1], arguments.length > 2 ? arguments[2] : null);
    }

    private static Evaluator variable(Evaluator text, Evaluator pattern, Evaluator escape) {
        return (row, result) -> {
            text.eval(row, result);
            if (result.isNull) {
                return;
            }
            String value = result.asString();
            String escapeText = null;
            if (escape != null) {
                escape.eval(row, result);
                if (result.isNull) {
                    return;
                }
                escapeText = result.asString();
            }
            pattern.eval(row, result);
            if (!result.isNull) {
                result.setBoolean(matches(value, parse(result.asString(), escapeText)));
            }
        };
    }

    private static boolean areConstant(Evaluator[] arguments) {
        return arguments[1] instanceof Constant && (arguments.length < 3 || arguments[2] instanceof Constant);
    }

    /** Code points of the pattern, with negative marks for the wildcards. */
    private static int[] parse(String pattern, String escape) {
        if (escape != null && escape.codePointCount(0, escape.length()) != 1) {
            throw new IllegalArgumentException("ESCAPE '" + escape + "' is not one character");
        }
        int escapeCode = escape == null ? NO_ESCAPE : escape.codePointAt(0);
        int[] codes = pattern.codePoints().toArray();
        int size = 0;
        for (int i = 0; i < codes.length; i++) {
            int code = codes[i];
            if (code == escapeCode) {
                if (++i == codes.length) {
                    throw new IllegalArgumentException("LIKE pattern '" + pattern + "' ends with its escape character");
                }
                codes[size++] = codes[i];
            } else {
                codes[size++] = code == '%' ? ANY_TEXT : code == '_' ? ANY_CHARACTER : code;
            }
        }
        return Arrays.copyOf(codes, size);
    }

    /** Greedy with one step back: after a mismatch the last {@code %} takes one character more. */
    private static boolean matches(String text, int[] pattern) {
        int at = 0;
        int next = 0;
        int star = -1;
        int starAt = 0;
        while (at < text.length()) {
            int code = text.codePointAt(at);
            if (next < pattern.length && (pattern[next] == code || pattern[next] == ANY_CHARACTER)) {
                at += Character.charCount(code);
                next++;
            } else if (next < pattern.length && pattern[next] == ANY_TEXT) {
                star = next++;
                starAt = at;
            } else if (star >= 0) {
                starAt += Character.charCount(text.codePointAt(starAt));
                at = starAt;
                next = star + 1;
            } else {
                return false;
            }
        }
        while (next < pattern.length && pattern[next] == ANY_TEXT) {
            next++;
        }
        return next == pattern.length;
    }
}
