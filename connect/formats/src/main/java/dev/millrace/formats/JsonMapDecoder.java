// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.TypeKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads an object into an unmodifiable map of boxed values, in the order of the message. */
final class JsonMapDecoder implements JsonDecoder {
    private final DataType type;
    private final DataType keyType;
    private final JsonDecoder element;
    private final Row scratch = new Row(1);

    JsonMapDecoder(DataType type, StringCache cache) {
        this.type = type;
        this.keyType = type.elements().get(0);
        this.element = JsonDecoder.of(type.element(), cache);
    }

    @Override
    public void decode(JsonScanner in, Row row, int column) {
        if (in.peek() != '{') {
            throw JsonDecoder.mismatch(in, type);
        }
        Map<Object, Object> values = new LinkedHashMap<>();
        for (boolean more = in.enter('{', '}'); more; more = in.hasMore('}')) {
            in.scanName();
            String name = in.text();
            values.put(key(name, in.at()), value(in, name));
        }
        row.setObject(column, Collections.unmodifiableMap(values));
    }

    private Object key(String name, int position) {
        if (keyType.kind() == TypeKind.STRING) {
            return name;
        }
        try {
            TextValues.set(name, keyType, scratch, 0);
        } catch (FormatException e) {
            throw FormatException.invalid("has a key that " + e.getMessage(), position);
        }
        return scratch.valueAt(0, keyType);
    }

    private Object value(JsonScanner in, String name) {
        if (in.takeNull()) {
            return null;
        }
        try {
            element.decode(in, scratch, 0);
        } catch (FormatException e) {
            throw e.within(name);
        }
        return scratch.valueAt(0, type.element());
    }
}
