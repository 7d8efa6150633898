// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads an array into an unmodifiable list of boxed values. */
final class JsonArrayDecoder implements JsonDecoder {
    private final DataType type;
    private final JsonDecoder element;
    /** Takes one element at a time on its way to a boxed value. */
    private final Row scratch = new Row(1);

    JsonArrayDecoder(DataType type, StringCache cache) {
        this.type = type;
        this.element = JsonDecoder.of(type.element(), cache);
    }

    @Override
    public void decode(JsonScanner in, Row row, int column) {
        if (in.peek() != '[') {
            throw JsonDecoder.mismatch(in, type);
        }
        List<Object> values = new ArrayList<>();
        for (boolean more = in.enter('[', ']'); more; more = in.hasMore(']')) {
            values.add(value(in, values.size()));
        }
        row.setObject(column, Collections.unmodifiableList(values));
    }

    private Object value(JsonScanner in, int index) {
        if (in.takeNull()) {
            if (!type.element().nullable()) {
                throw FormatException.invalid("is null, wanted " + type.element(), in.at())
                        .within("[" + index + "]");
            }
            return null;
        }
        try {
            element.decode(in, scratch, 0);
        } catch (FormatException e) {
            throw e.within("[" + index + "]");
        }
        return scratch.valueAt(0, type.element());
    }
}
