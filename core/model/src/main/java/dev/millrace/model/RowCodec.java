// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Binary form of the values of a row, directed by its schema; used between stages and in state. Kind, times and position
 * are not part of it, see {@link #writeWithOrigin}. Not self-describing: reader and writer need the same schema.
 */
public final class RowCodec {
    private final DataType[] types;

    public RowCodec(Schema schema) {
        types = schema.columns().stream().map(Column::type).toArray(DataType[]::new);
    }

    public void write(Row row, ByteWriter out) {
        for (int base = 0; base < types.length; base += Byte.SIZE) {
            int nulls = 0;
            for (int i = base; i < Math.min(types.length, base + Byte.SIZE); i++) {
                nulls |= row.isNull(i) ? 1 << (i - base) : 0;
            }
            out.writeByte(nulls);
        }
        for (int i = 0; i < types.length; i++) {
            if (row.isNull(i)) {
                continue;
            }
            if (types[i].kind().isWord()) {
                writeWord(types[i].kind(), row.wordAt(i), out);
            } else {
                writeObject(types[i], row.objectAt(i), out);
            }
        }
    }

    public Row read(ByteReader in) {
        Row row = new Row(types.length);
        int[] nulls = new int[(types.length + Byte.SIZE - 1) / Byte.SIZE];
        for (int i = 0; i < nulls.length; i++) {
            nulls[i] = in.readByte();
        }
        for (int i = 0; i < types.length; i++) {
            if ((nulls[i / Byte.SIZE] & (1 << (i % Byte.SIZE))) != 0) {
                continue;
            }
            if (types[i].kind().isWord()) {
                row.setWord(i, readWord(types[i].kind(), in));
            } else {
                row.setObject(i, readObject(types[i], in));
            }
        }
        return row;
    }

    /** As {@link #write}, with kind, revision, times and position. */
    public void writeWithOrigin(Row row, ByteWriter out) {
        out.writeByte(row.kind().ordinal());
        out.writeVarInt(row.revision());
        out.writeLong(row.timeMs());
        out.writeLong(row.progressMs());
        out.writeLong(row.arrivalMicros());
        out.writeVarInt(row.partition());
        out.writeVarLong(row.offset());
        write(row, out);
    }

    public Row readWithOrigin(ByteReader in) {
        RowKind kind = KINDS[in.readByte()];
        int revision = in.readVarInt();
        long timeMs = in.readLong();
        long progressMs = in.readLong();
        long arrivalMicros = in.readLong();
        int partition = in.readVarInt();
        long offset = in.readVarLong();
        return read(in).withKind(kind)
                .withRevision(revision)
                .withTimeMs(timeMs)
                .withProgressMs(progressMs)
                .withArrivalMicros(arrivalMicros)
                .withPosition(partition, offset);
    }

    private static final RowKind[] KINDS = RowKind.values();

    private static void writeWord(TypeKind kind, long word, ByteWriter out) {
        if (kind.isFloating()) {
            out.writeLong(word);
        } else {
            out.writeVarLong(word);
        }
    }

    private static long readWord(TypeKind kind, ByteReader in) {
        return kind.isFloating() ? in.readLong() : in.readVarLong();
    }

    private static void writeObject(DataType type, Object value, ByteWriter out) {
        switch (type.kind()) {
            case STRING -> out.writeString((String) value);
            case BYTES -> out.writeBytes((byte[]) value);
            case DECIMAL -> {
                BigDecimal decimal = (BigDecimal) value;
                out.writeVarInt(decimal.scale());
                out.writeBytes(decimal.unscaledValue().toByteArray());
            }
            case ROW -> new RowCodec(type.rowSchema()).write((Row) value, out);
            case ARRAY -> {
                List<?> list = (List<?>) value;
                out.writeVarInt(list.size());
                list.forEach(element -> writeBoxed(type.element(), element, out));
            }
            case MAP -> {
                Map<?, ?> map = (Map<?, ?>) value;
                out.writeVarInt(map.size());
                map.forEach((k, v) -> {
                    writeBoxed(type.elements().get(0), k, out);
                    writeBoxed(type.elements().get(1), v, out);
                });
            }
            default -> throw new IllegalArgumentException(type + " is kept as a word");
        }
    }

    private static Object readObject(DataType type, ByteReader in) {
        switch (type.kind()) {
            case STRING:
                return in.readString();
            case BYTES:
                return in.readBytes();
            case DECIMAL:
                int scale = in.readVarInt();
                return new BigDecimal(new BigInteger(in.readBytes()), scale);
            case ROW:
                return new RowCodec(type.rowSchema()).read(in);
            case ARRAY:
                return readList(type.element(), in);
            case MAP:
                return readMap(type, in);
            default:
                throw new IllegalArgumentException(type + " is kept as a word");
        }
    }

    private static List<Object> readList(DataType element, ByteReader in) {
        int size = in.readVarInt();
        List<Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(readBoxed(element, in));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<Object, Object> readMap(DataType type, ByteReader in) {
        int size = in.readVarInt();
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            Object key = readBoxed(type.elements().get(0), in);
            map.put(key, readBoxed(type.elements().get(1), in));
        }
        return Collections.unmodifiableMap(map);
    }

    private static void writeBoxed(DataType type, Object value, ByteWriter out) {
        out.writeBoolean(value != null);
        if (value == null) {
            return;
        }
        if (type.kind().isWord()) {
            writeWord(type.kind(), Words.unbox(type.kind(), value), out);
        } else {
            writeObject(type, value, out);
        }
    }

    private static Object readBoxed(DataType type, ByteReader in) {
        if (!in.readBoolean()) {
            return null;
        }
        return type.kind().isWord() ? Words.box(type.kind(), readWord(type.kind(), in)) : readObject(type, in);
    }
}
