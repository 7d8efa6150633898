// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import dev.millrace.model.Words;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Functions of ARRAY and MAP values. */
final class CollectionFunctions {
    private CollectionFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(cardinality(), element(), arrayContains());
    }

    private static boolean isArray(DataType type) {
        return type.kind() == TypeKind.ARRAY;
    }

    private static ScalarFunction cardinality() {
        FunctionDoc doc = new FunctionDoc(
                "CARDINALITY(array), CARDINALITY(map)",
                "Number of elements or entries.",
                "CARDINALITY(ARRAY[4, 5])",
                "2");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.INT, CollectionFunctions::isArray),
                Typings.of(DataType.INT, type -> type.kind() == TypeKind.MAP));
        return Definition.strict(
                "CARDINALITY",
                doc,
                typing,
                (arguments, type) -> (slots, slot) -> slot.setWord(
                        slots[0].object instanceof Map<?, ?> map
                                ? map.size()
                                : ((Collection<?>) slots[0].object).size()));
    }

    private static ScalarFunction element() {
        FunctionDoc doc = new FunctionDoc(
                "ELEMENT(array)", "The one element of an array, NULL when it is empty.", "ELEMENT(ARRAY[4])", "4");
        Definition.Typing typing = types -> Typings.matches(types, CollectionFunctions::isArray)
                ? Optional.of(types.get(0).element().withNullable(true))
                : Optional.empty();
        return Definition.strict("ELEMENT", doc, typing, (arguments, type) -> (slots, slot) -> {
            List<?> list = (List<?>) slots[0].object;
            if (list.size() > 1) {
                throw new IllegalArgumentException("ELEMENT of an array with " + list.size() + " elements");
            }
            put(list.isEmpty() ? null : list.get(0), type, slot);
        });
    }

    static void put(Object value, DataType type, Slot result) {
        if (value == null) {
            result.setNull();
        } else if (type.kind().isWord()) {
            result.setWord(Words.unbox(type.kind(), value));
        } else {
            result.setObject(value);
        }
    }

    private static ScalarFunction arrayContains() {
        FunctionDoc doc = new FunctionDoc(
                "ARRAY_CONTAINS(array, value)",
                "Whether an array has a value, which may be NULL.",
                "ARRAY_CONTAINS(ARRAY[4, 5], 5)",
                "TRUE");
        Definition.Typing typing = types -> types.size() == 2
                        && isArray(types.get(0))
                        && types.get(0).element().kind() == types.get(1).kind()
                ? Optional.of(DataType.BOOLEAN)
                : Optional.empty();
        return new Definition("ARRAY_CONTAINS", doc, typing, (arguments, type) -> (slots, slot) -> {
            if (slots[0].isNull) {
                slot.setNull();
            } else {
                Object value = boxed(arguments.get(1), slots[1]);
                // Lists that refuse null elements refuse to look for one.
                slot.setBoolean(((List<?>) slots[0].object).stream().anyMatch(e -> Objects.equals(e, value)));
            }
        });
    }

    /** Value of a slot as arrays and maps hold it, null for NULL. */
    static Object boxed(DataType type, Slot slot) {
        if (slot.isNull) {
            return null;
        }
        return type.kind().isWord() ? Words.box(type.kind(), slot.word) : slot.object;
    }
}
