// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.TypeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions of MAP values, which keep the order of insertion. */
final class MapFunctions {
    private MapFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(keys(), values(), entries(), union(), fromArrays(), fromText());
    }

    private static boolean isMap(DataType type) {
        return type.kind() == TypeKind.MAP;
    }

    private static ScalarFunction keys() {
        FunctionDoc doc = new FunctionDoc(
                "MAP_KEYS(map)", "Keys of a map.", "ARRAY_JOIN(MAP_KEYS(MAP['a', 1, 'b', 2]), ',')", "a,b");
        return listed("MAP_KEYS", doc, 0, Map::keySet);
    }

    private static ScalarFunction values() {
        FunctionDoc doc = new FunctionDoc(
                "MAP_VALUES(map)", "Values of a map.", "ARRAY_MAX(MAP_VALUES(MAP['a', 1, 'b', 2]))", "2");
        return listed("MAP_VALUES", doc, 1, Map::values);
    }

    private interface Part {
        Iterable<?> of(Map<?, ?> map);
    }

    private static ScalarFunction listed(String name, FunctionDoc doc, int part, Part elements) {
        Definition.Typing typing = types -> Typings.matches(types, MapFunctions::isMap)
                ? Optional.of(DataType.array(types.get(0).elements().get(part)))
                : Optional.empty();
        return Definition.strict(name, doc, typing, (arguments, type) -> (slots, slot) -> {
            List<Object> list = new ArrayList<>();
            elements.of((Map<?, ?>) slots[0].object).forEach(list::add);
            slot.setObject(Collections.unmodifiableList(list));
        });
    }

    private static ScalarFunction entries() {
        FunctionDoc doc = new FunctionDoc(
                "MAP_ENTRIES(map)", "Array of ROW<key, value>.", "CARDINALITY(MAP_ENTRIES(MAP['a', 1, 'b', 2]))", "2");
        Definition.Typing typing = types -> Typings.matches(types, MapFunctions::isMap)
                ? Optional.of(DataType.array(DataType.row(List.of(
                        new Column("key", types.get(0).elements().get(0)),
                        new Column("value", types.get(0).element())))))
                : Optional.empty();
        return Definition.strict("MAP_ENTRIES", doc, typing, (arguments, type) -> {
            DataType key = arguments.get(0).elements().get(0);
            DataType value = arguments.get(0).element();
            return (slots, slot) -> {
                List<Object> rows = new ArrayList<>();
                ((Map<?, ?>) slots[0].object).forEach((k, v) -> {
                    Row row = new Row(2);
                    row.setValue(0, key, k);
                    row.setValue(1, value, v);
                    rows.add(row);
                });
                slot.setObject(Collections.unmodifiableList(rows));
            };
        });
    }

    private static ScalarFunction union() {
        FunctionDoc doc = new FunctionDoc(
                "MAP_UNION(map, ...)",
                "Entries of all maps; of equal keys the last counts.",
                "MAP_UNION(MAP['a', 1], MAP['a', 2])['a']",
                "2");
        Definition.Typing typing = types -> {
            boolean isTaken = !types.isEmpty()
                    && types.stream()
                            .allMatch(t -> isMap(t)
                                    && t.element().kind()
                                            == types.get(0).elements().get(1).kind());
            return isTaken ? Optional.of(types.get(0).withNullable(true)) : Optional.empty();
        };
        return Definition.strict("MAP_UNION", doc, typing, (arguments, type) -> (slots, slot) -> {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (var part : slots) {
                map.putAll((Map<?, ?>) part.object);
            }
            slot.setObject(Collections.unmodifiableMap(map));
        });
    }

    private static ScalarFunction fromArrays() {
        FunctionDoc doc = new FunctionDoc(
                "MAP_FROM_ARRAYS(keys, values)",
                "Map of two arrays of the same length.",
                "MAP_FROM_ARRAYS(ARRAY['a', 'b'], ARRAY[1, 2])['b']",
                "2");
        Definition.Typing typing = types -> types.size() == 2
                        && types.stream().allMatch(t -> t.kind() == TypeKind.ARRAY)
                ? Optional.of(DataType.map(types.get(0).element(), types.get(1).element()))
                : Optional.empty();
        return Definition.strict("MAP_FROM_ARRAYS", doc, typing, (arguments, type) -> (slots, slot) -> {
            List<?> keys = (List<?>) slots[0].object;
            List<?> values = (List<?>) slots[1].object;
            if (keys.size() != values.size()) {
                throw new IllegalArgumentException(
                        "MAP_FROM_ARRAYS has " + keys.size() + " keys but " + values.size() + " values");
            }
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                map.put(keys.get(i), values.get(i));
            }
            slot.setObject(Collections.unmodifiableMap(map));
        });
    }

    private static ScalarFunction fromText() {
        FunctionDoc doc = new FunctionDoc(
                "STR_TO_MAP(text[, between_entries, between_key_and_value])",
                "Map of a text such as 'a=1,b=2'; the separators are ',' and '=' unless given.",
                "STR_TO_MAP('a=1,b=2')['b']",
                "2");
        DataType map = DataType.map(DataType.STRING, DataType.STRING);
        Definition.Typing typing = Typings.anyOf(
                Typings.of(map, Typings::isText), Typings.of(map, Typings::isText, Typings::isText, Typings::isText));
        return Definition.strict("STR_TO_MAP", doc, typing, (arguments, type) -> (slots, slot) -> {
            boolean isDefault = slots.length == 1;
            List<String> entries = SearchFunctions.parts(slots[0].asString(), isDefault ? "," : slots[1].asString());
            Map<Object, Object> read = new LinkedHashMap<>();
            for (String entry : entries) {
                String separator = isDefault ? "=" : slots[2].asString();
                int at = separator.isEmpty() ? -1 : entry.indexOf(separator);
                read.put(
                        at < 0 ? entry : entry.substring(0, at),
                        at < 0 ? null : entry.substring(at + separator.length()));
            }
            slot.setObject(Collections.unmodifiableMap(read));
        });
    }
}
