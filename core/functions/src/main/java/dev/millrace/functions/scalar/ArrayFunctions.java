// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;

/** Functions that make arrays of arrays, or one value of an array. Positions count from 1, negative ones from the end. */
final class ArrayFunctions {
    /** Longer arrays are refused: a slip in a pipeline must not fill the memory. */
    private static final int SIZE_MAX = 1_000_000;

    private ArrayFunctions() {}

    static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>(ofOneArray());
        all.addAll(ofTwoArrays());
        all.addAll(withElement());
        all.add(slice());
        all.add(join());
        return all;
    }

    private static boolean isArray(DataType type) {
        return type.kind() == TypeKind.ARRAY;
    }

    private static boolean isSameKind(DataType array, DataType element) {
        return array.element().kind() == element.kind() && array.element().scale() == element.scale();
    }

    private static List<ScalarFunction> ofOneArray() {
        return List.of(
                changed(
                        "ARRAY_DISTINCT",
                        "Array without repeated elements.",
                        "ARRAY_JOIN(ARRAY_DISTINCT(ARRAY['a', 'b', 'a']), ',')",
                        "a,b",
                        list -> new ArrayList<>(new LinkedHashSet<>(list))),
                changed(
                        "ARRAY_REVERSE",
                        "Array from end to start.",
                        "ARRAY_JOIN(ARRAY_REVERSE(ARRAY['a', 'b']), ',')",
                        "b,a",
                        list -> {
                            List<Object> reversed = new ArrayList<>(list);
                            Collections.reverse(reversed);
                            return reversed;
                        }),
                sort(),
                extreme("ARRAY_MAX", "Greatest element", "3", 1),
                extreme("ARRAY_MIN", "Least element", "1", -1));
    }

    private interface Change {
        List<?> apply(List<?> list);
    }

    private static ScalarFunction changed(String name, String text, String example, String result, Change change) {
        FunctionDoc doc = new FunctionDoc(name + "(array)", text, example, result);
        Definition.Typing typing =
                types -> Typings.matches(types, ArrayFunctions::isArray) ? Optional.of(types.get(0)) : Optional.empty();
        return Definition.strict(
                name,
                doc,
                typing,
                (arguments, type) -> (slots, slot) ->
                        slot.setObject(Collections.unmodifiableList(change.apply((List<?>) slots[0].object))));
    }

    private static boolean isSortable(DataType type) {
        return isArray(type)
                && switch (type.element().kind()) {
                    case BYTES, ROW, ARRAY, MAP -> false;
                    default -> true;
                };
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Object> order() {
        return (a, b) -> ((Comparable<Object>) a).compareTo(b);
    }

    private static ScalarFunction sort() {
        FunctionDoc doc = new FunctionDoc(
                "ARRAY_SORT(array[, is_ascending[, nulls_first]])",
                "Array in order: ascending unless FALSE says otherwise, NULL elements first when ascending and last when not unless"
                        + " said otherwise.",
                "ARRAY_JOIN(ARRAY_SORT(ARRAY['c', 'a', 'b']), ',')",
                "a,b,c");
        Definition.Typing typing = types -> {
            boolean isTaken = Typings.matches(types, ArrayFunctions::isSortable)
                    || Typings.matches(types, ArrayFunctions::isSortable, Typings::isBoolean)
                    || Typings.matches(types, ArrayFunctions::isSortable, Typings::isBoolean, Typings::isBoolean);
            return isTaken ? Optional.of(types.get(0)) : Optional.empty();
        };
        return Definition.strict("ARRAY_SORT", doc, typing, (arguments, type) -> (slots, slot) -> {
            boolean isAscending = slots.length < 2 || slots[1].asBoolean();
            boolean isNullFirst = slots.length < 3 ? isAscending : slots[2].asBoolean();
            Comparator<Object> order = isAscending ? order() : order().reversed();
            List<Object> sorted = new ArrayList<>((List<?>) slots[0].object);
            sorted.sort(isNullFirst ? Comparator.nullsFirst(order) : Comparator.nullsLast(order));
            slot.setObject(Collections.unmodifiableList(sorted));
        });
    }

    private static ScalarFunction extreme(String name, String text, String result, int sign) {
        FunctionDoc doc = new FunctionDoc(
                name + "(array)",
                text + " that is not NULL; NULL when there is none.",
                name + "(ARRAY[1, 3, 2])",
                result);
        Definition.Typing typing = types -> Typings.matches(types, ArrayFunctions::isSortable)
                ? Optional.of(types.get(0).element().withNullable(true))
                : Optional.empty();
        return Definition.strict(name, doc, typing, (arguments, type) -> (slots, slot) -> {
            Object best = null;
            for (Object element : (List<?>) slots[0].object) {
                boolean isBetter = element != null && (best == null || order().compare(element, best) * sign > 0);
                best = isBetter ? element : best;
            }
            CollectionFunctions.put(best, type, slot);
        });
    }

    private interface Merge {
        List<?> apply(List<?> left, List<?> right);
    }

    private static List<ScalarFunction> ofTwoArrays() {
        return List.of(
                merged("ARRAY_CONCAT", "Elements of both arrays.", "a,b,b,c", (left, right) -> {
                    List<Object> both = new ArrayList<>(left);
                    both.addAll(right);
                    return both;
                }),
                merged("ARRAY_UNION", "Elements of either array, each once.", "a,b,c", (left, right) -> {
                    Set<Object> both = new LinkedHashSet<>(left);
                    both.addAll(right);
                    return new ArrayList<>(both);
                }),
                merged("ARRAY_INTERSECT", "Elements of both arrays, each once.", "b", (left, right) -> {
                    Set<Object> both = new LinkedHashSet<>(left);
                    both.retainAll(new LinkedHashSet<>(right));
                    return new ArrayList<>(both);
                }),
                merged(
                        "ARRAY_EXCEPT",
                        "Elements of the first array that are not in the second, each once.",
                        "a",
                        (left, right) -> {
                            Set<Object> rest = new LinkedHashSet<>(left);
                            rest.removeAll(new LinkedHashSet<>(right));
                            return new ArrayList<>(rest);
                        }));
    }

    private static ScalarFunction merged(String name, String text, String result, Merge merge) {
        FunctionDoc doc = new FunctionDoc(
                name + "(array, array)",
                text,
                "ARRAY_JOIN(" + name + "(ARRAY['a', 'b'], ARRAY['b', 'c']), ',')",
                result);
        Definition.Typing typing = types -> Typings.matches(types, ArrayFunctions::isArray, ArrayFunctions::isArray)
                        && isSameKind(types.get(0), types.get(1).element())
                ? Optional.of(types.get(0).withNullable(true))
                : Optional.empty();
        return Definition.strict(name, doc, typing, (arguments, type) -> (slots, slot) -> {
            List<?> merged = merge.apply((List<?>) slots[0].object, (List<?>) slots[1].object);
            slot.setObject(Collections.unmodifiableList(requireSize(merged)));
        });
    }

    private static List<?> requireSize(List<?> list) {
        if (list.size() > SIZE_MAX) {
            throw new IllegalArgumentException("array of " + list.size() + " elements is longer than " + SIZE_MAX);
        }
        return list;
    }

    private interface WithElement {
        List<?> apply(List<?> list, Object element);
    }

    private static List<ScalarFunction> withElement() {
        return List.of(
                edited("ARRAY_APPEND", "Array with an element more at the end.", "a,b,c", (list, element) -> {
                    List<Object> longer = new ArrayList<>(list);
                    longer.add(element);
                    return longer;
                }),
                edited("ARRAY_PREPEND", "Array with an element more at the start.", "c,a,b", (list, element) -> {
                    List<Object> longer = new ArrayList<>(list);
                    longer.add(0, element);
                    return longer;
                }),
                edited("ARRAY_REMOVE", "Array without the elements that equal a value.", "a,b", (list, element) -> {
                    List<Object> rest = new ArrayList<>(list);
                    rest.removeIf(e -> e == null ? element == null : e.equals(element));
                    return rest;
                }),
                position());
    }

    private static ScalarFunction edited(String name, String text, String result, WithElement edit) {
        FunctionDoc doc = new FunctionDoc(
                name + "(array, value)", text, "ARRAY_JOIN(" + name + "(ARRAY['a', 'b'], 'c'), ',')", result);
        Definition.Typing typing =
                types -> types.size() == 2 && isArray(types.get(0)) && isSameKind(types.get(0), types.get(1))
                        ? Optional.of(DataType.array(types.get(0).element().withNullable(true)))
                        : Optional.empty();
        return new Definition(name, doc, typing, (arguments, type) -> (slots, slot) -> {
            if (slots[0].isNull) {
                slot.setNull();
                return;
            }
            Object value = CollectionFunctions.boxed(arguments.get(1), slots[1]);
            List<?> edited = edit.apply((List<?>) slots[0].object, value);
            slot.setObject(Collections.unmodifiableList(requireSize(edited)));
        });
    }

    private static ScalarFunction position() {
        FunctionDoc doc = new FunctionDoc(
                "ARRAY_POSITION(array, value)",
                "Position of the first element that equals a value, 0 when there is none.",
                "ARRAY_POSITION(ARRAY[3, 4, 5], 4)",
                "2");
        Definition.Typing typing =
                types -> types.size() == 2 && isArray(types.get(0)) && isSameKind(types.get(0), types.get(1))
                        ? Optional.of(DataType.INT)
                        : Optional.empty();
        return Definition.strict(
                "ARRAY_POSITION",
                doc,
                typing,
                (arguments, type) -> (slots, slot) -> slot.setWord(
                        ((List<?>) slots[0].object).indexOf(CollectionFunctions.boxed(arguments.get(1), slots[1]))
                                + 1));
    }

    private static ScalarFunction slice() {
        FunctionDoc doc = new FunctionDoc(
                "ARRAY_SLICE(array, start[, end])",
                "Elements from one position to another, both included.",
                "ARRAY_JOIN(ARRAY_SLICE(ARRAY['a', 'b', 'c', 'd'], 2, 3), ',')",
                "b,c");
        Definition.Typing typing = types -> {
            boolean isTaken = Typings.matches(types, ArrayFunctions::isArray, Typings::isInteger)
                    || Typings.matches(types, ArrayFunctions::isArray, Typings::isInteger, Typings::isInteger);
            return isTaken ? Optional.of(types.get(0)) : Optional.empty();
        };
        return Definition.strict("ARRAY_SLICE", doc, typing, (arguments, type) -> (slots, slot) -> {
            List<?> list = (List<?>) slots[0].object;
            long from = place(slots[1].word, list.size());
            long to = slots.length < 3 ? list.size() : place(slots[2].word, list.size());
            int start = (int) Math.max(1, from);
            int end = (int) Math.min(list.size(), to);
            slot.setObject(
                    start > end
                            ? List.of()
                            : Collections.unmodifiableList(new ArrayList<>(list.subList(start - 1, end))));
        });
    }

    /** From the end when negative; 0 is taken for 1. */
    private static long place(long position, int size) {
        return position < 0 ? size + position + 1 : Math.max(1, position);
    }

    private static ScalarFunction join() {
        FunctionDoc doc = new FunctionDoc(
                "ARRAY_JOIN(array, separator[, null_text])",
                "Elements of an array of STRING with a separator between them; NULL elements are left out unless a text stands for"
                        + " them.",
                "ARRAY_JOIN(ARRAY['a', 'b'], '-')",
                "a-b");
        Predicate<DataType> isTexts = type -> isArray(type) && Typings.isText(type.element());
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.STRING, isTexts, Typings::isText),
                Typings.of(DataType.STRING, isTexts, Typings::isText, Typings::isText));
        return Definition.strict("ARRAY_JOIN", doc, typing, (arguments, type) -> (slots, slot) -> {
            StringJoiner joined = new StringJoiner(slots[1].asString());
            for (Object element : (List<?>) slots[0].object) {
                if (element != null) {
                    joined.add((String) element);
                } else if (slots.length > 2) {
                    joined.add(slots[2].asString());
                }
            }
            slot.setObject(joined.toString());
        });
    }
}
