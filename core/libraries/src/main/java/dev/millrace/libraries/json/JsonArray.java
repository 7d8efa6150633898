// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** JSON_ARRAY. Arguments: what becomes of NULL, then for each element its value and whether that is JSON already. */
final class JsonArray implements ScalarFunction {
    @Override
    public String name() {
        return "JSON_ARRAY";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                "JSON_ARRAY([value, ...] [{NULL | ABSENT} ON NULL])",
                "JSON array; NULL values are left out unless they are to be null.",
                "JSON_ARRAY(1, 'a', TRUE)",
                "[1,\"a\",true]");
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return Optional.of(DataType.STRING.withNullable(false));
    }

    @Override
    public Invocation bind(List<DataType> arguments, DataType type) {
        return (slots, slot) -> slot.setObject(JsonText.written(out -> write(out, slots, arguments)));
    }

    private static void write(JsonGenerator out, Slot[] slots, List<DataType> types) throws IOException {
        boolean isAbsent = slots[0].asString().startsWith("ABSENT");
        out.writeStartArray();
        for (int i = 1; i < slots.length; i += 2) {
            if (!slots[i].isNull || !isAbsent) {
                JsonObject.writeValue(out, types.get(i), slots[i], slots[i + 1].asBoolean());
            }
        }
        out.writeEndArray();
    }
}
