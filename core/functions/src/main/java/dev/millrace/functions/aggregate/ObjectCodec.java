// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;

/** Binary form of one value that may be null. */
final class ObjectCodec {
    private final DataType type;
    private final RowCodec codec;

    ObjectCodec(DataType type) {
        this.type = type;
        this.codec = new RowCodec(Schema.of(new Column("value", type)));
    }

    void write(Object value, ByteWriter out) {
        Row row = new Row(1);
        row.setValue(0, type, value);
        codec.write(row, out);
    }

    Object read(ByteReader in) {
        return codec.read(in).valueAt(0, type);
    }
}
