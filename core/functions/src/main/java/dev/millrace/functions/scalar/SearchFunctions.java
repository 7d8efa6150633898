// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Functions that look into text. */
final class SearchFunctions {
    private SearchFunctions() {}

    static List<ScalarFunction> all() {
        ScalarFunction length = length();
        return List.of(
                length,
                Definition.alias("CHARACTER_LENGTH", length),
                Definition.alias("LENGTH", length),
                position("POSITION", "POSITION(part IN text)", "POSITION('m' IN 'pump')", 0, 1),
                position("LOCATE", "LOCATE(part, text[, from])", "LOCATE('m', 'pump')", 0, 1),
                position("INSTR", "INSTR(text, part)", "INSTR('pump', 'm')", 1, 0),
                test(
                        "STARTSWITH",
                        "Whether a text begins with another.",
                        "STARTSWITH('pump-7', 'pump')",
                        String::startsWith),
                test("ENDSWITH", "Whether a text ends with another.", "ENDSWITH('pump-7', '-7')", String::endsWith),
                regexp(),
                regexpExtract(),
                regexpReplace(),
                splitIndex(),
                ascii());
    }

    private static ScalarFunction length() {
        FunctionDoc doc = new FunctionDoc("CHAR_LENGTH(text)", "Number of characters.", "CHAR_LENGTH('pump')", "4");
        return Definition.strict(
                "CHAR_LENGTH",
                doc,
                Typings.of(DataType.INT, Typings::isText),
                (arguments, type) -> (slots, slot) -> slot.setWord(TextFunctions.length(slots[0].asString())));
    }

    private static ScalarFunction position(String name, String signature, String example, int part, int text) {
        FunctionDoc doc = new FunctionDoc(
                signature, "Position of the first occurrence, counted from 1; 0 when there is none.", example, "3");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.INT, Typings::isText, Typings::isText),
                Typings.of(DataType.INT, Typings::isText, Typings::isText, Typings::isInteger));
        return Definition.strict(name, doc, typing, (arguments, type) -> (slots, slot) -> {
            String in = slots[text].asString();
            int from = slots.length < 3 ? 0 : (int) Math.max(0, Math.min(in.length(), slots[2].word - 1));
            int found = in.indexOf(slots[part].asString(), from);
            slot.setWord(found < 0 ? 0 : in.codePointCount(0, found) + 1);
        });
    }

    private static ScalarFunction test(
            String name, String text, String example, BiPredicate<String, String> predicate) {
        FunctionDoc doc = new FunctionDoc(name + "(text, part)", text, example, "TRUE");
        Definition.Typing typing = Typings.of(DataType.BOOLEAN, Typings::isText, Typings::isText);
        return Definition.strict(
                name,
                doc,
                typing,
                (arguments, type) ->
                        (slots, slot) -> slot.setBoolean(predicate.test(slots[0].asString(), slots[1].asString())));
    }

    /** The last pattern, compiled; patterns are constants almost always. */
    private static final class LastPattern {
        private String text;
        private Pattern pattern;

        Matcher matcher(Slot regex, Slot input) {
            if (!regex.asString().equals(text)) {
                try {
                    pattern = Pattern.compile(regex.asString());
                } catch (PatternSyntaxException e) {
                    throw new IllegalArgumentException(
                            "'" + regex.asString() + "' is no regular expression: " + e.getDescription(), e);
                }
                text = regex.asString();
            }
            return pattern.matcher(input.asString());
        }
    }

    private static ScalarFunction regexp() {
        FunctionDoc doc = new FunctionDoc(
                "REGEXP(text, regex)",
                "Whether a part of the text matches a Java regular expression.",
                "REGEXP('pump-7', '[0-9]')",
                "TRUE");
        Definition.Typing typing = Typings.of(DataType.BOOLEAN, Typings::isText, Typings::isText);
        return Definition.strict("REGEXP", doc, typing, (arguments, type) -> {
            LastPattern last = new LastPattern();
            return (slots, slot) ->
                    slot.setBoolean(last.matcher(slots[1], slots[0]).find());
        });
    }

    private static ScalarFunction regexpExtract() {
        FunctionDoc doc = new FunctionDoc(
                "REGEXP_EXTRACT(text, regex[, group])",
                "Group (0: all) of the first match of a Java regular expression, NULL without a match.",
                "REGEXP_EXTRACT('pump-7', '([a-z]+)-([0-9]+)', 2)",
                "7");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.STRING, Typings::isText, Typings::isText),
                Typings.of(DataType.STRING, Typings::isText, Typings::isText, Typings::isInteger));
        return Definition.strict("REGEXP_EXTRACT", doc, typing, (arguments, type) -> {
            LastPattern last = new LastPattern();
            return (slots, slot) -> {
                Matcher matcher = last.matcher(slots[1], slots[0]);
                long group = slots.length < 3 ? 0 : slots[2].word;
                boolean isFound = group >= 0 && group <= matcher.groupCount() && matcher.find();
                slot.setObject(isFound ? matcher.group((int) group) : null);
            };
        });
    }

    private static ScalarFunction regexpReplace() {
        FunctionDoc doc = new FunctionDoc(
                "REGEXP_REPLACE(text, regex, new)",
                "Text with every match of a Java regular expression replaced.",
                "REGEXP_REPLACE('a1b22', '[0-9]+', '#')",
                "a#b#");
        Definition.Typing typing = Typings.of(DataType.STRING, Typings::isText, Typings::isText, Typings::isText);
        return Definition.strict("REGEXP_REPLACE", doc, typing, (arguments, type) -> {
            LastPattern last = new LastPattern();
            return (slots, slot) -> slot.setObject(
                    last.matcher(slots[1], slots[0]).replaceAll(Matcher.quoteReplacement(slots[2].asString())));
        });
    }

    private static ScalarFunction splitIndex() {
        FunctionDoc doc = new FunctionDoc(
                "SPLIT_INDEX(text, separator, index)",
                "Part of a text between separators, counted from 0; NULL when there is none.",
                "SPLIT_INDEX('plant/hall-2/pump', '/', 1)",
                "hall-2");
        Definition.Typing typing = Typings.of(DataType.STRING, Typings::isText, Typings::isText, Typings::isInteger);
        return Definition.strict(
                "SPLIT_INDEX",
                doc,
                typing,
                (arguments, type) -> (slots, slot) ->
                        slot.setObject(split(slots[0].asString(), slots[1].asString(), slots[2].word)));
    }

    private static String split(String text, String separator, long index) {
        if (index < 0 || separator.isEmpty()) {
            return null;
        }
        int from = 0;
        for (long left = index; left > 0; left--) {
            int next = text.indexOf(separator, from);
            if (next < 0) {
                return null;
            }
            from = next + separator.length();
        }
        int to = text.indexOf(separator, from);
        return to < 0 ? text.substring(from) : text.substring(from, to);
    }

    private static ScalarFunction ascii() {
        FunctionDoc doc =
                new FunctionDoc("ASCII(text)", "Code of the first character, 0 for empty text.", "ASCII('A')", "65");
        return Definition.strict(
                "ASCII",
                doc,
                Typings.of(DataType.INT, Typings::isText),
                (arguments, type) -> (slots, slot) -> slot.setWord(
                        slots[0].asString().isEmpty() ? 0 : slots[0].asString().codePointAt(0)));
    }
}
