// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All JSON functions. */
public final class JsonFunctions {
    private JsonFunctions() {}

    public static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>(List.of(
                new JsonValue(),
                new JsonQuery(),
                new JsonExists(),
                new JsonObject(),
                new JsonArray(),
                jsonString(),
                jsonQuote(),
                jsonUnquote()));
        for (String kind : List.of("VALUE", "OBJECT", "ARRAY", "SCALAR")) {
            all.add(isJson(kind));
        }
        return all;
    }

    /** Code that is not called with NULL. */
    private interface OfOne {
        void apply(DataType type, Slot argument, Slot result);
    }

    private record One(String name, FunctionDoc doc, DataType result, boolean takesAll, OfOne code)
            implements ScalarFunction {
        @Override
        public Optional<DataType> resultType(List<DataType> arguments) {
            boolean isTaken =
                    arguments.size() == 1 && (takesAll || arguments.get(0).kind() == TypeKind.STRING);
            return isTaken ? Optional.of(result) : Optional.empty();
        }

        @Override
        public Invocation bind(List<DataType> arguments, DataType type) {
            return (slots, slot) -> {
                if (slots[0].isNull) {
                    slot.setNull();
                } else {
                    code.apply(arguments.get(0), slots[0], slot);
                }
            };
        }
    }

    private static ScalarFunction jsonString() {
        FunctionDoc doc = new FunctionDoc(
                "JSON_STRING(value)", "JSON of any value; NULL of NULL.", "JSON_STRING(ARRAY[1, 2])", "[1,2]");
        return new One(
                "JSON_STRING",
                doc,
                DataType.STRING,
                true,
                (type, argument, result) ->
                        result.setObject(JsonText.written(out -> JsonText.write(out, type, argument))));
    }

    private static ScalarFunction jsonQuote() {
        FunctionDoc doc =
                new FunctionDoc("JSON_QUOTE(text)", "Text as a JSON string.", "JSON_QUOTE('a\"b')", "\"a\\\"b\"");
        return new One(
                "JSON_QUOTE",
                doc,
                DataType.STRING,
                false,
                (type, argument, result) ->
                        result.setObject(JsonText.written(out -> out.writeString(argument.asString()))));
    }

    private static ScalarFunction jsonUnquote() {
        FunctionDoc doc = new FunctionDoc(
                "JSON_UNQUOTE(text)",
                "Text of a JSON string; any other text as it is.",
                "JSON_UNQUOTE('\"ab\"')",
                "ab");
        return new One("JSON_UNQUOTE", doc, DataType.STRING, false, (type, argument, result) -> {
            String text = argument.asString();
            boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
            Object parsed = isQuoted ? parsed(text) : null;
            result.setObject(parsed instanceof String string ? string : text);
        });
    }

    /** Null when the text is no JSON. */
    private static Object parsed(String text) {
        try {
            return JsonText.parse(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** {@code text IS JSON [OBJECT | ARRAY | SCALAR]}, by the name that the planner gives it; FALSE for NULL, as in Flink. */
    private static ScalarFunction isJson(String kind) {
        String example = kind.equals("ARRAY") ? "'[1]'" : kind.equals("SCALAR") ? "'1'" : "'{\"a\": 1}'";
        String suffix = kind.equals("VALUE") ? "" : " " + kind;
        FunctionDoc doc = new FunctionDoc(
                "text IS [NOT] JSON" + suffix,
                "Whether a text is JSON" + (kind.equals("VALUE") ? "" : " of this kind") + "; FALSE for NULL.",
                example + " IS JSON" + suffix,
                "TRUE");
        return new IsJson("IS JSON " + kind, kind, doc);
    }

    private record IsJson(String name, String kind, FunctionDoc doc) implements ScalarFunction {
        @Override
        public Optional<DataType> resultType(List<DataType> arguments) {
            return Optional.of(DataType.BOOLEAN.withNullable(false));
        }

        @Override
        public Invocation bind(List<DataType> arguments, DataType result) {
            return (slots, slot) -> slot.setBoolean(!slots[0].isNull && isKind(slots[0].asString()));
        }

        private boolean isKind(String text) {
            Object value;
            try {
                value = JsonText.parse(text);
            } catch (JsonProcessingException e) {
                return false;
            }
            return switch (kind) {
                case "OBJECT" -> value instanceof Map;
                case "ARRAY" -> value instanceof Collection;
                case "SCALAR" -> !(value instanceof Map) && !(value instanceof Collection);
                default -> true;
            };
        }
    }
}
