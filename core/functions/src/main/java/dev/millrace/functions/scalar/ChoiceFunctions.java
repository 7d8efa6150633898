// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;

/** Functions that give one of their arguments. */
final class ChoiceFunctions {
    private ChoiceFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                extreme("GREATEST", "Greatest argument", "GREATEST(1, 7, 3)", "7", 1),
                extreme("LEAST", "Least argument", "LEAST(1, 7, 3)", "1", -1),
                coalesce(
                        "COALESCE",
                        new FunctionDoc(
                                "COALESCE(value, ...)",
                                "First argument that is not NULL.",
                                "COALESCE(NULLIF(1, 1), 2)",
                                "2")),
                coalesce(
                        "IFNULL",
                        new FunctionDoc(
                                "IFNULL(value, other)",
                                "The value, or the other when it is NULL.",
                                "IFNULL(NULLIF(1, 1), 2)",
                                "2")),
                nullIf(),
                choose());
    }

    private static Optional<DataType> commonOf(List<DataType> types) {
        return types.isEmpty() ? Optional.empty() : Typings.common(types);
    }

    private static ScalarFunction extreme(String name, String text, String example, String result, int sign) {
        FunctionDoc doc = new FunctionDoc(name + "(value, ...)", text + "; NULL when any is NULL.", example, result);
        return Definition.strict(name, doc, ChoiceFunctions::commonOf, (arguments, type) -> {
            Typings.Move[] moves = Typings.moves(arguments, type);
            Slot next = new Slot();
            return (slots, slot) -> {
                moves[0].apply(slots[0], slot);
                for (int i = 1; i < slots.length; i++) {
                    moves[i].apply(slots[i], next);
                    if (compare(next, slot, type) * sign > 0) {
                        slot.word = next.word;
                        slot.object = next.object;
                    }
                }
            };
        });
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Slot left, Slot right, DataType type) {
        if (type.kind().isFloating()) {
            return Double.compare(left.asDouble(), right.asDouble());
        }
        return type.kind().isWord()
                ? Long.compare(left.word, right.word)
                : ((Comparable) left.object).compareTo(right.object);
    }

    private static ScalarFunction coalesce(String name, FunctionDoc doc) {
        Definition.Typing typing =
                types -> name.equals("IFNULL") && types.size() != 2 ? Optional.empty() : commonOf(types);
        return new Definition(name, doc, typing, (arguments, type) -> {
            Typings.Move[] moves = Typings.moves(arguments, type);
            return (slots, slot) -> {
                for (int i = 0; i < slots.length; i++) {
                    if (!slots[i].isNull) {
                        moves[i].apply(slots[i], slot);
                        return;
                    }
                }
                slot.setNull();
            };
        });
    }

    private static ScalarFunction nullIf() {
        FunctionDoc doc = new FunctionDoc(
                "NULLIF(value, other)", "NULL when both are equal, else the value.", "NULLIF(5, 3)", "5");
        Definition.Typing typing =
                types -> types.size() == 2 && Typings.common(types).isPresent()
                        ? Optional.of(types.get(0).withNullable(true))
                        : Optional.empty();
        return new Definition("NULLIF", doc, typing, (arguments, type) -> {
            DataType common = Typings.common(arguments).orElse(type);
            Typings.Move[] moves = Typings.moves(arguments, common);
            Slot left = new Slot();
            Slot right = new Slot();
            return (slots, slot) -> {
                slot.isNull = slots[0].isNull;
                slot.word = slots[0].word;
                slot.object = slots[0].object;
                if (slots[0].isNull || slots[1].isNull) {
                    return;
                }
                moves[0].apply(slots[0], left);
                moves[1].apply(slots[1], right);
                if (compare(left, right, common) == 0) {
                    slot.setNull();
                }
            };
        });
    }

    private static ScalarFunction choose() {
        FunctionDoc doc = new FunctionDoc(
                "IF(condition, value, other)",
                "The value when the condition is TRUE, else the other.",
                "IF(1 < 2, 'low', 'high')",
                "low");
        Definition.Typing typing = types -> types.size() == 3 && Typings.isBoolean(types.get(0))
                ? Typings.common(types.subList(1, 3))
                : Optional.empty();
        return new Definition("IF", doc, typing, (arguments, type) -> {
            Typings.Move[] moves = Typings.moves(arguments.subList(1, 3), type);
            return (slots, slot) -> {
                int chosen = !slots[0].isNull && slots[0].asBoolean() ? 0 : 1;
                if (slots[chosen + 1].isNull) {
                    slot.setNull();
                } else {
                    moves[chosen].apply(slots[chosen + 1], slot);
                }
            };
        });
    }
}
