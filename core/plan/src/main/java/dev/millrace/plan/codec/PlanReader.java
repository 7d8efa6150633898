// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan.codec;

import dev.millrace.model.ByteReader;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;
import dev.millrace.plan.Literal;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@link PlanWriter} wrote. */
final class PlanReader {
    private final ByteReader in;
    private final List<Object> read = new ArrayList<>();

    PlanReader(ByteReader in) {
        this.in = in;
    }

    Object read(Type type) {
        return type instanceof ParameterizedType generic ? readContainer(generic) : readPlain((Class<?>) type);
    }

    private Object readPlain(Class<?> type) {
        if (type.isRecord()) {
            return readRecord(type);
        }
        if (type.isSealed()) {
            return readRecord(PlanTypes.permitted(type).get(in.readVarInt()));
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[in.readVarInt()];
        }
        if (type == String.class) {
            return in.readString();
        }
        if (type == boolean.class) {
            return in.readBoolean();
        }
        if (type == double.class || type == Double.class) {
            return in.readDouble();
        }
        return type == int.class || type == Integer.class ? (Object) in.readVarInt() : (Object) in.readVarLong();
    }

    private Object readContainer(ParameterizedType type) {
        Type[] of = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return in.readBoolean() ? Optional.of(read(of[0])) : Optional.empty();
        }
        int size = in.readVarInt();
        if (type.getRawType() == List.class) {
            List<Object> list = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                list.add(read(of[0]));
            }
            return list;
        }
        Map<Object, Object> map = type.getRawType() == SortedMap.class ? new TreeMap<>() : new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            Object key = read(of[0]);
            map.put(key, read(of[1]));
        }
        return map;
    }

    private Object readRecord(Class<?> type) {
        int before = in.readVarInt();
        if (before >= 0) {
            return read.get(before);
        }
        Object record = type == Literal.class ? readLiteral() : readComponents(type);
        read.add(record);
        return record;
    }

    private Object readComponents(Class<?> type) {
        PlanTypes.RecordShape shape = PlanTypes.record(type);
        Object[] components = shape.types().stream().map(this::read).toArray();
        return shape.make(components);
    }

    private Literal readLiteral() {
        DataType type = (DataType) read(DataType.class);
        Row row = new RowCodec(new Schema(List.of(new Column("value", type)))).read(in);
        return new Literal(row.valueAt(0, type), type);
    }
}
