// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.json;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON_QUERY. Arguments: document, path, wrapper, behaviour on empty, behaviour on error. */
final class JsonQuery implements ScalarFunction {
    @Override
    public String name() {
        return "JSON_QUERY";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                "JSON_QUERY(json, path [WITHOUT | WITH [CONDITIONAL | UNCONDITIONAL] ARRAY WRAPPER] [{NULL | ERROR | EMPTY ARRAY |"
                        + " EMPTY OBJECT} ON EMPTY] [... ON ERROR])",
                "JSON of the object or array at a path; with a wrapper also of a text or number, in an array.",
                "JSON_QUERY('{\"motor\": {\"temp\": 20}}', '$.motor')",
                "{\"temp\":20}");
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return Optional.of(DataType.STRING);
    }

    @Override
    public Invocation bind(List<DataType> arguments, DataType type) {
        JsonPaths paths = new JsonPaths();
        return (slots, slot) -> {
            if (slots[0].isNull || slots[1].isNull) {
                slot.setNull();
                return;
            }
            JsonPaths.Found found = paths.find(slots[0].asString(), slots[1].asString());
            if (found.error() != null) {
                behave(slots[4], slot, found.error());
                return;
            }
            Object value = wrapped(found, slots[2].asString());
            boolean isScalar = !(value instanceof Map) && !(value instanceof Collection);
            if (value == null || found.isLax() && isScalar) {
                behave(slots[3], slot, new IllegalArgumentException("JSON_QUERY finds nothing at the path"));
            } else if (isScalar) {
                behave(slots[4], slot, new IllegalArgumentException("JSON_QUERY finds no object or array at the path"));
            } else {
                slot.setObject(JsonText.write(value));
            }
        };
    }

    private static Object wrapped(JsonPaths.Found found, String wrapper) {
        Object value = found.value();
        if (value == null || wrapper.equals("WITHOUT_ARRAY")) {
            return value;
        }
        boolean isArray = value instanceof Collection;
        return wrapper.equals("WITH_CONDITIONAL_ARRAY") && isArray ? value : Collections.singletonList(value);
    }

    private static void behave(Slot behaviour, Slot result, IllegalArgumentException error) {
        switch (behaviour.asString()) {
            case "ERROR" -> throw error;
            case "EMPTY_ARRAY" -> result.setObject("[]");
            case "EMPTY_OBJECT" -> result.setObject("{}");
            default -> result.setNull();
        }
    }
}
