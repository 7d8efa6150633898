// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * {@code text SIMILAR TO pattern [ESCAPE character]}: {@code %} and {@code _} as in LIKE, besides {@code | * + ? { } ( ) [ ]} of
 * regular expressions. As in Flink a point is any character.
 */
final class Similar {
    private static final String SPECIAL = "[]()|^-+*_%?{}";

    private Similar() {}

    static Evaluator of(Evaluator[] arguments) {
        Last last = new Last();
        return (row, result) -> {
            arguments[0].eval(row, result);
            if (result.isNull) {
                return;
            }
            String text = result.asString();
            String escape = null;
            if (arguments.length > 2) {
                arguments[2].eval(row, result);
                if (result.isNull) {
                    return;
                }
                escape = result.asString();
            }
            arguments[1].eval(row, result);
            if (!result.isNull) {
                result.setBoolean(
                        last.of(result.asString(), escape).matcher(text).matches());
            }
        };
    }

    /** The last pattern, compiled; patterns are constants almost always. */
    private static final class Last {
        private String text;
        private String escape;
        private Pattern pattern;

        Pattern of(String wanted, String wantedEscape) {
            if (!wanted.equals(text) || !Objects.equals(wantedEscape, escape)) {
                try {
                    pattern = Pattern.compile(regex(wanted, wantedEscape), Pattern.DOTALL);
                } catch (PatternSyntaxException e) {
                    throw new IllegalArgumentException(
                            "'" + wanted + "' is no pattern of SIMILAR TO: " + e.getDescription(), e);
                }
                text = wanted;
                escape = wantedEscape;
            }
            return pattern;
        }
    }

    private static String regex(String pattern, String escape) {
        if (escape != null && escape.length() != 1) {
            throw new IllegalArgumentException("ESCAPE '" + escape + "' is not one character");
        }
        StringBuilder regex = new StringBuilder();
        boolean isInSet = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (escape != null && c == escape.charAt(0)) {
                char next = ++i < pattern.length() ? pattern.charAt(i) : ' ';
                if (SPECIAL.indexOf(next) < 0 && next != c) {
                    throw new IllegalArgumentException(
                            "pattern '" + pattern + "' has nothing to escape after '" + escape + "'");
                }
                regex.append('\\').append(next);
            } else if (isInSet && pattern.startsWith("[:", i)) {
                int end = pattern.indexOf(":]", i);
                regex.append(characterClass(end < 0 ? "" : pattern.substring(i + 2, end), pattern));
                i = end + 1;
            } else {
                isInSet = c == '[' || isInSet && c != ']';
                regex.append(piece(c, isInSet));
            }
        }
        return regex.toString();
    }

    private static String piece(char c, boolean isInSet) {
        return switch (c) {
            case '_' -> isInSet ? "_" : ".";
            case '%' -> isInSet ? "%" : ".*";
            case '\\', '$' -> "\\" + c;
            default -> String.valueOf(c);
        };
    }

    private static String characterClass(String name, String pattern) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "ALPHA" -> "\\p{Alpha}";
            case "UPPER" -> "\\p{Upper}";
            case "LOWER" -> "\\p{Lower}";
            case "DIGIT" -> "\\p{Digit}";
            case "ALNUM" -> "\\p{Alnum}";
            case "SPACE", "WHITESPACE" -> "\\s";
            default ->
                throw new IllegalArgumentException(
                        "'" + pattern + "' has no class of characters such as [:DIGIT:] but '" + name + "'");
        };
    }
}
