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

/** JSON_OBJECT. Arguments: what becomes of NULL, then for each member its name, value and whether the value is JSON already. */
final class JsonObject implements ScalarFunction {
    private static final int MEMBER = 3;

    @Override
    public String name() {
        return "JSON_OBJECT";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                "JSON_OBJECT([[KEY] name VALUE value, ...] [{NULL | ABSENT} ON NULL])",
                "JSON object; NULL values are null unless they are to be absent. Values of JSON_OBJECT, JSON_ARRAY and JSON_QUERY are"
                        + " put in as JSON.",
                "JSON_OBJECT('pump' VALUE 'p1', 'temp' VALUE 20.5)",
                "{\"pump\":\"p1\",\"temp\":20.5}");
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
        out.writeStartObject();
        for (int i = 1; i < slots.length; i += MEMBER) {
            if (slots[i].isNull) {
                throw new IllegalArgumentException("a name in JSON_OBJECT is NULL");
            }
            if (slots[i + 1].isNull && isAbsent) {
                continue;
            }
            out.writeFieldName(slots[i].asString());
            writeValue(out, types.get(i + 1), slots[i + 1], slots[i + 2].asBoolean());
        }
        out.writeEndObject();
    }

    static void writeValue(JsonGenerator out, DataType type, Slot value, boolean isJson) throws IOException {
        if (isJson && !value.isNull) {
            out.writeRawValue(value.asString());
        } else {
            JsonText.write(out, type, value);
        }
    }
}
