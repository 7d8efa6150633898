// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan.codec;

import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;
import dev.millrace.plan.Literal;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes one plan. A record that was written before is written as its number, so shared nodes stay shared. */
final class PlanWriter {
    private static final Set<Class<?>> SCALARS = Set.of(
            boolean.class, int.class, Integer.class, long.class, Long.class, double.class, Double.class, String.class);

    private final ByteWriter out;
    private final Map<Object, Integer> written = new IdentityHashMap<>();

    PlanWriter(ByteWriter out) {
        this.out = out;
    }

    static boolean isScalar(Class<?> type) {
        return SCALARS.contains(type);
    }

    void write(Type type, Object value) {
        if (type instanceof ParameterizedType generic) {
            writeContainer(generic.getActualTypeArguments(), value);
        } else {
            writePlain((Class<?>) type, value);
        }
    }

    private void writePlain(Class<?> type, Object value) {
        if (type.isRecord()) {
            writeRecord(type, value);
        } else if (type.isSealed()) {
            out.writeVarInt(PlanTypes.permitted(type).indexOf(value.getClass()));
            writeRecord(value.getClass(), value);
        } else if (type.isEnum()) {
            out.writeVarInt(((Enum<?>) value).ordinal());
        } else if (type == String.class) {
            out.writeString((String) value);
        } else if (type == boolean.class) {
            out.writeBoolean((Boolean) value);
        } else if (type == double.class || type == Double.class) {
            out.writeDouble((Double) value);
        } else {
            out.writeVarLong(((Number) value).longValue());
        }
    }

    private void writeContainer(Type[] of, Object value) {
        if (value instanceof Optional<?> optional) {
            out.writeBoolean(optional.isPresent());
            optional.ifPresent(present -> write(of[0], present));
        } else if (value instanceof List<?> list) {
            out.writeVarInt(list.size());
            list.forEach(element -> write(of[0], element));
        } else {
            Map<?, ?> map = (Map<?, ?>) value;
            out.writeVarInt(map.size());
            map.forEach((k, v) -> {
                write(of[0], k);
                write(of[1], v);
            });
        }
    }

    private void writeRecord(Class<?> type, Object record) {
        Integer before = written.get(record);
        out.writeVarInt(before == null ? -1 : before);
        if (before != null) {
            return;
        }
        if (record instanceof Literal literal) {
            writeLiteral(literal);
        } else {
            PlanTypes.RecordShape shape = PlanTypes.record(type);
            for (int i = 0; i < shape.types().size(); i++) {
                write(shape.types().get(i), shape.component(i, record));
            }
        }
        written.put(record, written.size());
    }

    /** The value as a row of one column. */
    private void writeLiteral(Literal literal) {
        write(literal.type().getClass(), literal.type());
        Row row = new Row(1);
        row.setValue(0, literal.type(), literal.value());
        new RowCodec(new Schema(List.of(new Column("value", literal.type())))).write(row, out);
    }
}
