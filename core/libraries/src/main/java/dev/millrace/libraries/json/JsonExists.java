// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.json;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;

/** JSON_EXISTS. Arguments: document, path, behaviour on error. */
final class JsonExists implements ScalarFunction {
    @Override
    public String name() {
        return "JSON_EXISTS";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                "JSON_EXISTS(json, path [{TRUE | FALSE | UNKNOWN | ERROR} ON ERROR])",
                "Whether a path leads to a value; FALSE on error unless said otherwise.",
                "JSON_EXISTS('{\"temp\": 20}', '$.temp')",
                "TRUE");
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return Optional.of(DataType.BOOLEAN);
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
            if (found.error() == null) {
                slot.setBoolean(found.value() != null);
                return;
            }
            switch (slots[2].asString()) {
                case "ERROR" -> throw found.error();
                case "TRUE" -> slot.setBoolean(true);
                case "UNKNOWN" -> slot.setNull();
                default -> slot.setBoolean(false);
            }
        };
    }
}
