// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Functions of Java regular expressions. The pattern of the last call is kept: patterns are constants almost always. */
final class RegexpFunctions {
    private RegexpFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                regexp("REGEXP"),
                regexp("REGEXP_LIKE"),
                extract(),
                extractAll(),
                replace(),
                counted(
                        "REGEXP_COUNT",
                        "Number of matches of a Java regular expression.",
                        "REGEXP_COUNT('aXbXc', 'X')",
                        matcher -> (int) matcher.results().count()),
                counted(
                        "REGEXP_INSTR",
                        "Position of the first match of a Java regular expression, counted from 1; 0 without a match.",
                        "REGEXP_INSTR('aXbXc', 'X')",
                        matcher -> matcher.find() ? matcher.start() + 1 : 0),
                substring());
    }

    /** The last pattern, compiled. */
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

    private static ScalarFunction regexp(String name) {
        FunctionDoc doc = new FunctionDoc(
                name + "(text, regex)",
                "Whether a part of the text matches a Java regular expression.",
                name + "('pump-7', '[0-9]')",
                "TRUE");
        Definition.Typing typing = Typings.of(DataType.BOOLEAN, Typings::isText, Typings::isText);
        return Definition.strict(name, doc, typing, (arguments, type) -> {
            LastPattern last = new LastPattern();
            return (slots, slot) ->
                    slot.setBoolean(last.matcher(slots[1], slots[0]).find());
        });
    }

    private static Definition.Typing withGroup(DataType result) {
        return Typings.anyOf(
                Typings.of(result, Typings::isText, Typings::isText),
                Typings.of(result, Typings::isText, Typings::isText, Typings::isInteger));
    }

    private static ScalarFunction extract() {
        FunctionDoc doc = new FunctionDoc(
                "REGEXP_EXTRACT(text, regex[, group])",
                "Group (0: all) of the first match of a Java regular expression, NULL without a match.",
                "REGEXP_EXTRACT('pump-7', '([a-z]+)-([0-9]+)', 2)",
                "7");
        return Definition.strict("REGEXP_EXTRACT", doc, withGroup(DataType.STRING), (arguments, type) -> {
            LastPattern last = new LastPattern();
            return (slots, slot) -> {
                Matcher matcher = last.matcher(slots[1], slots[0]);
                long group = slots.length < 3 ? 0 : slots[2].word;
                boolean isFound = group >= 0 && group <= matcher.groupCount() && matcher.find();
                slot.setObject(isFound ? matcher.group((int) group) : null);
            };
        });
    }

    private static ScalarFunction extractAll() {
        FunctionDoc doc = new FunctionDoc(
                "REGEXP_EXTRACT_ALL(text, regex[, group])",
                "Array of a group (1 unless given; 0: all) of every match; NULL when there is no such group.",
                "ARRAY_JOIN(REGEXP_EXTRACT_ALL('a1b22', '([0-9]+)'), ',')",
                "1,22");
        DataType texts = DataType.array(DataType.STRING);
        return Definition.strict("REGEXP_EXTRACT_ALL", doc, withGroup(texts), (arguments, type) -> {
            LastPattern last = new LastPattern();
            return (slots, slot) -> {
                Matcher matcher = last.matcher(slots[1], slots[0]);
                long group = slots.length < 3 ? 1 : slots[2].word;
                if (group < 0 || group > matcher.groupCount()) {
                    slot.setNull();
                    return;
                }
                List<Object> found = new ArrayList<>();
                while (matcher.find()) {
                    found.add(matcher.group((int) group));
                }
                slot.setObject(Collections.unmodifiableList(found));
            };
        });
    }

    private static ScalarFunction replace() {
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

    private interface Counting {
        int of(Matcher matcher);
    }

    private static ScalarFunction counted(String name, String text, String example, Counting counting) {
        FunctionDoc doc = new FunctionDoc(name + "(text, regex)", text, example, "2");
        Definition.Typing typing = Typings.of(DataType.INT, Typings::isText, Typings::isText);
        return Definition.strict(name, doc, typing, (arguments, type) -> {
            LastPattern last = new LastPattern();
            return (slots, slot) -> slot.setWord(counting.of(last.matcher(slots[1], slots[0])));
        });
    }

    private static ScalarFunction substring() {
        FunctionDoc doc = new FunctionDoc(
                "REGEXP_SUBSTR(text, regex)",
                "The first match of a Java regular expression, NULL without one.",
                "REGEXP_SUBSTR('pump-17', '[0-9]+')",
                "17");
        Definition.Typing typing = Typings.of(DataType.STRING, Typings::isText, Typings::isText);
        return Definition.strict("REGEXP_SUBSTR", doc, typing, (arguments, type) -> {
            LastPattern last = new LastPattern();
            return (slots, slot) -> {
                Matcher matcher = last.matcher(slots[1], slots[0]);
                slot.setObject(matcher.find() ? matcher.group() : null);
            };
        });
    }
}
