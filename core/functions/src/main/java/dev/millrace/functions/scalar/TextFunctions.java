// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Functions that make text of text. */
final class TextFunctions {
    /** A longer result of REPEAT, LPAD and RPAD is refused: a slip in a pipeline must not fill the memory. */
    private static final int LENGTH_MAX = 1_000_000;

    private TextFunctions() {}

    static List<ScalarFunction> all() {
        return Stream.of(whole(), pieces(), joined()).flatMap(List::stream).toList();
    }

    private static List<ScalarFunction> whole() {
        return List.of(
                one("UPPER", "Text in upper case.", "UPPER('pump')", "PUMP", t -> t.toUpperCase(Locale.ROOT)),
                one("LOWER", "Text in lower case.", "LOWER('PUMP')", "pump", t -> t.toLowerCase(Locale.ROOT)),
                one(
                        "INITCAP",
                        "First letter of every word in upper case, the others in lower case.",
                        "INITCAP('north hall')",
                        "North Hall",
                        TextFunctions::initCap),
                one("REVERSE", "Text from end to start.", "REVERSE('abc')", "cba", t -> new StringBuilder(t)
                        .reverse()
                        .toString()),
                overlay(),
                translate(),
                replace());
    }

    private static List<ScalarFunction> pieces() {
        ScalarFunction substring = substring();
        return List.of(
                trim(),
                trimmed(
                        "LTRIM",
                        "Text without leading blanks, or without leading characters of a set.",
                        "LTRIM('  a')",
                        true,
                        false),
                trimmed(
                        "RTRIM",
                        "Text without trailing blanks, or without trailing characters of a set.",
                        "RTRIM('a  ')",
                        false,
                        true),
                trimmed(
                        "BTRIM",
                        "Text without blanks, or characters of a set, at both ends.",
                        "BTRIM(' a ')",
                        true,
                        true),
                substring,
                Definition.alias("SUBSTR", substring),
                part(
                        "LEFT",
                        "LEFT(text, length)",
                        "Leftmost characters.",
                        "LEFT('abc', 2)",
                        "ab",
                        (t, n) -> sub(t, 1, Math.max(0, n))),
                part(
                        "RIGHT",
                        "RIGHT(text, length)",
                        "Rightmost characters.",
                        "RIGHT('abc', 2)",
                        "bc",
                        (t, n) -> n <= 0 ? "" : sub(t, Math.max(1, length(t) - n + 1), n)));
    }

    private static List<ScalarFunction> joined() {
        return List.of(
                part(
                        "REPEAT",
                        "REPEAT(text, times)",
                        "Text so many times.",
                        "REPEAT('ab', 2)",
                        "abab",
                        TextFunctions::repeat),
                pad("LPAD", true),
                pad("RPAD", false),
                concat("CONCAT", "CONCAT(text, ...)", "CONCAT('a', 'b', 'c')"),
                concat("||", "text || text", "'ab' || 'c'"),
                concatWithSeparator());
    }

    private static ScalarFunction one(
            String name, String text, String example, String result, UnaryOperator<String> operator) {
        FunctionDoc doc = new FunctionDoc(name + "(text)", text, example, result);
        return Definition.strict(
                name,
                doc,
                Typings.of(DataType.STRING, Typings::isText),
                (arguments, type) -> (slots, slot) -> slot.setObject(operator.apply(slots[0].asString())));
    }

    private static ScalarFunction part(
            String name,
            String signature,
            String text,
            String example,
            String result,
            BiFunction<String, Long, String> operator) {
        FunctionDoc doc = new FunctionDoc(signature, text, example, result);
        Definition.Typing typing = Typings.of(DataType.STRING, Typings::isText, Typings::isInteger);
        return Definition.strict(
                name,
                doc,
                typing,
                (arguments, type) ->
                        (slots, slot) -> slot.setObject(operator.apply(slots[0].asString(), slots[1].word)));
    }

    private static String initCap(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean isStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            result.append(isStart ? Character.toUpperCase(c) : Character.toLowerCase(c));
            isStart = !Character.isLetterOrDigit(c);
        }
        return result.toString();
    }

    /** TRIM as the parser gives it: BOTH, LEADING or TRAILING, the characters, the text. */
    private static ScalarFunction trim() {
        FunctionDoc doc = new FunctionDoc(
                "TRIM([BOTH | LEADING | TRAILING] [characters FROM] text)",
                "Text without blanks, or other characters, at its ends.",
                "TRIM(LEADING '0' FROM '007')",
                "7");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.STRING, Typings::isText),
                Typings.of(DataType.STRING, Typings::isText, Typings::isText, Typings::isText));
        return Definition.strict("TRIM", doc, typing, (arguments, type) -> (slots, slot) -> {
            if (slots.length == 1) {
                slot.setObject(strip(slots[0].asString(), " ", true, true));
                return;
            }
            String side = slots[0].asString();
            boolean isStart = !side.equals("TRAILING");
            boolean isEnd = !side.equals("LEADING");
            slot.setObject(strip(slots[2].asString(), slots[1].asString(), isStart, isEnd));
        });
    }

    private static ScalarFunction trimmed(String name, String text, String example, boolean isStart, boolean isEnd) {
        FunctionDoc doc = new FunctionDoc(name + "(text[, characters])", text, example, "a");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.STRING, Typings::isText),
                Typings.of(DataType.STRING, Typings::isText, Typings::isText));
        return Definition.strict(
                name,
                doc,
                typing,
                (arguments, type) -> (slots, slot) -> slot.setObject(
                        strip(slots[0].asString(), slots.length == 1 ? " " : slots[1].asString(), isStart, isEnd)));
    }

    private static String strip(String text, String characters, boolean isStart, boolean isEnd) {
        int from = 0;
        int to = text.length();
        while (isStart && from < to && characters.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (isEnd && to > from && characters.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static ScalarFunction substring() {
        FunctionDoc doc = new FunctionDoc(
                "SUBSTRING(text FROM position [FOR length])",
                "Part of a text from a position, counted from 1 or, when negative, from the end.",
                "SUBSTRING('pump-7', 6, 1)",
                "7");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.STRING, Typings::isText, Typings::isInteger),
                Typings.of(DataType.STRING, Typings::isText, Typings::isInteger, Typings::isInteger));
        return Definition.strict(
                "SUBSTRING",
                doc,
                typing,
                (arguments, type) -> (slots, slot) -> slot.setObject(sub(
                        slots[0].asString(), slots[1].word, slots.length == 2 ? Integer.MAX_VALUE : slots[2].word)));
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Part of a text in code points; null for a negative length, as in Flink. Position 0 is taken for 1. */
    static String sub(String text, long position, long length) {
        if (length < 0) {
            return null;
        }
        int count = length(text);
        long start = position > 0 ? position - 1 : position < 0 ? count + position : 0;
        if (start < 0 || start >= count) {
            return "";
        }
        long end = Math.min(count, length > count ? count : start + length);
        if (count == text.length()) {
            return text.substring((int) start, (int) end);
        }
        int from = text.offsetByCodePoints(0, (int) start);
        return text.substring(from, text.offsetByCodePoints(from, (int) (end - start)));
    }

    private static String repeat(String text, long times) {
        requireLength(Math.max(0, times) * text.length());
        return text.repeat((int) Math.max(0, times));
    }

    private static void requireLength(long length) {
        if (length > LENGTH_MAX) {
            throw new IllegalArgumentException("text of " + length + " characters is longer than " + LENGTH_MAX);
        }
    }

    private static ScalarFunction pad(String name, boolean isLeft) {
        FunctionDoc doc = new FunctionDoc(
                name + "(text, length, padding)",
                "Text filled " + (isLeft ? "on the left" : "on the right")
                        + " to a length, or cut to it; NULL for a negative" + " length or an empty padding.",
                name + "('7', 3, '0')",
                isLeft ? "007" : "700");
        Definition.Typing typing = Typings.of(DataType.STRING, Typings::isText, Typings::isInteger, Typings::isText);
        return Definition.strict(
                name,
                doc,
                typing,
                (arguments, type) -> (slots, slot) ->
                        slot.setObject(padded(slots[0].asString(), slots[1].word, slots[2].asString(), isLeft)));
    }

    private static String padded(String text, long length, String padding, boolean isLeft) {
        if (length < 0 || padding.isEmpty()) {
            return null;
        }
        requireLength(length);
        int missing = (int) length - length(text);
        if (missing <= 0) {
            return sub(text, 1, length);
        }
        String fill = sub(padding.repeat(missing / length(padding) + 1), 1, missing);
        return isLeft ? fill + text : text + fill;
    }

    private static ScalarFunction overlay() {
        FunctionDoc doc = new FunctionDoc(
                "OVERLAY(text PLACING other FROM position [FOR length])",
                "Text with a part replaced by another.",
                "OVERLAY('abcd' PLACING 'X' FROM 2 FOR 2)",
                "aXd");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.STRING, Typings::isText, Typings::isText, Typings::isInteger),
                Typings.of(DataType.STRING, Typings::isText, Typings::isText, Typings::isInteger, Typings::isInteger));
        return Definition.strict("OVERLAY", doc, typing, (arguments, type) -> TextFunctions::overlaid);
    }

    private static void overlaid(Slot[] slots, Slot result) {
        String text = slots[0].asString();
        String other = slots[1].asString();
        long position = slots[2].word;
        long length = slots.length == 3 ? length(other) : slots[3].word;
        if (position <= 0 || position > length(text)) {
            result.setObject(text);
            return;
        }
        result.setObject(sub(text, 1, position - 1) + other + sub(text, position + length, Integer.MAX_VALUE));
    }

    private static Optional<DataType> texts(List<DataType> types) {
        boolean isTaken = !types.isEmpty() && types.stream().allMatch(Typings::isText);
        return isTaken ? Optional.of(DataType.STRING) : Optional.empty();
    }

    private static ScalarFunction concat(String name, String signature, String example) {
        FunctionDoc doc =
                new FunctionDoc(signature, "Texts one after the other; NULL when any is NULL.", example, "abc");
        return Definition.strict(name, doc, TextFunctions::texts, (arguments, type) -> {
            StringBuilder joined = new StringBuilder();
            return (slots, slot) -> {
                joined.setLength(0);
                for (Slot part : slots) {
                    joined.append(part.asString());
                }
                slot.setObject(joined.toString());
            };
        });
    }

    private static ScalarFunction concatWithSeparator() {
        FunctionDoc doc = new FunctionDoc(
                "CONCAT_WS(separator, text, ...)",
                "Texts that are not NULL with a separator between them; NULL when the separator is.",
                "CONCAT_WS('/', 'a', 'b')",
                "a/b");
        return new Definition("CONCAT_WS", doc, TextFunctions::texts, (arguments, type) -> (slots, slot) -> {
            if (slots[0].isNull) {
                slot.setNull();
                return;
            }
            StringBuilder joined = new StringBuilder();
            boolean isFirst = true;
            for (int i = 1; i < slots.length; i++) {
                if (!slots[i].isNull) {
                    joined.append(isFirst ? "" : slots[0].asString()).append(slots[i].asString());
                    isFirst = false;
                }
            }
            slot.setObject(joined.toString());
        });
    }

    private static ScalarFunction translate() {
        FunctionDoc doc = new FunctionDoc(
                "TRANSLATE(text, from, to)",
                "Text with each character of one set replaced by that of the other at the same place, or left out when there is none.",
                "TRANSLATE('hello', 'el', 'ip')",
                "hippo");
        Definition.Typing typing = Typings.of(DataType.STRING, Typings::isText, Typings::isText, Typings::isText);
        return Definition.strict("TRANSLATE", doc, typing, (arguments, type) -> (slots, slot) -> {
            int[] from = slots[1].asString().codePoints().toArray();
            int[] to = slots[2].asString().codePoints().toArray();
            StringBuilder result = new StringBuilder();
            slots[0].asString().codePoints().forEach(c -> {
                int place = indexOf(from, c);
                if (place < 0) {
                    result.appendCodePoint(c);
                } else if (place < to.length) {
                    result.appendCodePoint(to[place]);
                }
            });
            slot.setObject(result.toString());
        });
    }

    private static int indexOf(int[] codes, int wanted) {
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static ScalarFunction replace() {
        FunctionDoc doc = new FunctionDoc(
                "REPLACE(text, old, new)",
                "Text with every occurrence replaced.",
                "REPLACE('a-b-c', '-', '.')",
                "a.b.c");
        Definition.Typing typing = Typings.of(DataType.STRING, Typings::isText, Typings::isText, Typings::isText);
        return Definition.strict("REPLACE", doc, typing, (arguments, type) -> (slots, slot) -> {
            slot.setObject(slots[0].asString().replace(slots[1].asString(), slots[2].asString()));
        });
    }
}
