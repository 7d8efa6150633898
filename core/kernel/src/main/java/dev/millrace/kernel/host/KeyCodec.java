// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.model.ByteWriter;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;
import java.util.List;

/** Bytes of a row's key columns: equal keys, and only they, have equal bytes. NULL equals NULL; -0.0 equals 0.0. One thread. */
public final class KeyCodec {
    private final int[] columns;
    private final DataType[] types;
    private final RowCodec[] objectCodecs;
    private final int textColumn;
    private final ByteWriter writer = new ByteWriter();

    public KeyCodec(Schema schema, List<Integer> keyColumns) {
        columns = keyColumns.stream().mapToInt(Integer::intValue).toArray();
        types = keyColumns.stream().map(schema::type).toArray(DataType[]::new);
        textColumn = columns.length == 1 && types[0].kind() == TypeKind.STRING ? columns[0] : -1;
        objectCodecs = new RowCodec[columns.length];
        for (int i = 0; i < columns.length; i++) {
            if (!types[i].kind().isWord() && types[i].kind() != TypeKind.STRING) {
                objectCodecs[i] = new RowCodec(Schema.of(schema.column(columns[i])));
            }
        }
    }

    /** Column of the key where that is one text, else -1. */
    int textColumn() {
        return textColumn;
    }

    /** Key of a row, in a buffer that is valid until the next call. */
    public ByteWriter write(Row row) {
        writer.reset();
        for (int i = 0; i < columns.length; i++) {
            writeColumn(row, i);
        }
        return writer;
    }

    /** Key of a row. */
    public byte[] bytes(Row row) {
        return write(row).toBytes();
    }

    /** Partition of a key, 0 to partitions - 1; the same in every run. */
    public static int partition(byte[] key, int partitions) {
        return Math.floorMod(hash(key, key.length), partitions);
    }

    /** Spreads well in all bits; part of what checkpoints of the local engine rely on, so it may not change. */
    static int hash(byte[] bytes, int length) {
        int h = length;
        for (int i = 0; i < length; i++) {
            h = h * 31 + bytes[i];
        }
        h *= 0x9E3779B9;
        h ^= h >>> 15;
        h *= 0x85EBCA6B;
        return h ^ (h >>> 13);
    }

    private void writeColumn(Row row, int i) {
        int column = columns[i];
        boolean isNull = row.isNull(column);
        writer.writeBoolean(!isNull);
        if (isNull) {
            return;
        }
        if (types[i].kind() == TypeKind.STRING) {
            writer.writeString(row.stringAt(column));
        } else if (types[i].kind().isFloating()) {
            writer.writeDouble(row.doubleAt(column) + 0.0);
        } else if (types[i].kind().isWord()) {
            writer.writeVarLong(row.wordAt(column));
        } else {
            Row one = new Row(1);
            one.setFrom(0, row, column);
            objectCodecs[i].write(one, writer);
        }
    }
}
