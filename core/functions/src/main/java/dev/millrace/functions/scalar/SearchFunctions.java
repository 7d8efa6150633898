// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.model.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

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
                splitIndex(),
                split(),
                elt(),
                kind(
                        "IS_ALPHA",
                        "Whether a text has letters only, and one at least.",
                        "IS_ALPHA('pump')",
                        Character::isLetter),
                kind(
                        "IS_DIGIT",
                        "Whether a text has digits only, and one at least.",
                        "IS_DIGIT('17')",
                        Character::isDigit),
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
        if (index < 0 || separator.isEmpty() || text.isEmpty()) {
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

    private static ScalarFunction split() {
        FunctionDoc doc = new FunctionDoc(
                "SPLIT(text, separator)",
                "Array of the parts of a text between separators; its characters when the separator is empty.",
                "SPLIT('plant/hall-2/pump', '/')[2]",
                "hall-2");
        Definition.Typing typing = Typings.of(DataType.array(DataType.STRING), Typings::isText, Typings::isText);
        return Definition.strict(
                "SPLIT",
                doc,
                typing,
                (arguments, type) ->
                        (slots, slot) -> slot.setObject(List.copyOf(parts(slots[0].asString(), slots[1].asString()))));
    }

    /** Parts of a text between separators. */
    static List<String> parts(String text, String separator) {
        List<String> parts = new ArrayList<>();
        if (separator.isEmpty()) {
            text.codePoints().forEach(c -> parts.add(Character.toString(c)));
            return parts;
        }
        int from = 0;
        for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
            parts.add(text.substring(from, to));
            from = to + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static ScalarFunction elt() {
        FunctionDoc doc = new FunctionDoc(
                "ELT(index, text, ...)",
                "The text at an index, counted from 1; NULL when there is none.",
                "ELT(2, 'low', 'high')",
                "high");
        Definition.Typing typing = types -> types.size() > 1
                        && Typings.isInteger(types.get(0))
                        && types.subList(1, types.size()).stream().allMatch(Typings::isText)
                ? Optional.of(DataType.STRING)
                : Optional.empty();
        return new Definition("ELT", doc, typing, (arguments, type) -> (slots, slot) -> {
            boolean isThere = !slots[0].isNull && slots[0].word >= 1 && slots[0].word < slots.length;
            slot.setObject(isThere && !slots[(int) slots[0].word].isNull ? slots[(int) slots[0].word].object : null);
        });
    }

    private static ScalarFunction kind(String name, String text, String example, IntPredicate isWanted) {
        FunctionDoc doc = new FunctionDoc(name + "(text)", text, example, "TRUE");
        return Definition.strict(
                name,
                doc,
                Typings.of(DataType.BOOLEAN, Typings::isText),
                (arguments, type) ->
                        (slots, slot) -> slot.setBoolean(!slots[0].asString().isEmpty()
                                && slots[0].asString().codePoints().allMatch(isWanted)));
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
