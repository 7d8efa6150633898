// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.TypeKind;
import dev.millrace.model.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Casts of ROW by position, of ARRAY and MAP by element. */
final class NestedCasts {
    private NestedCasts() {}

    static boolean isSame(DataType from, DataType to) {
        if (from.fields().size() != to.fields().size()) {
            return false;
        }
        for (int i = 0; i < from.fields().size(); i++) {
            if (!isSameKind(from.fields().get(i).type(), to.fields().get(i).type())) {
                return false;
            }
        }
        for (int i = 0; i < from.elements().size(); i++) {
            if (!isSameKind(from.elements().get(i), to.elements().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSameKind(DataType from, DataType to) {
        return from.kind() == to.kind() && from.scale() == to.scale() && isSame(from, to);
    }

    /** Null when the kinds differ or the fields do not pair. */
    static Casts.Conversion of(DataType from, DataType to) {
        if (from.kind() != to.kind() || from.fields().size() != to.fields().size()) {
            return null;
        }
        return switch (to.kind()) {
            case ROW -> rowOf(from, to);
            case ARRAY -> slot -> slot.object = list(from, to, (List<?>) slot.object);
            case MAP -> slot -> slot.object = map(from, to, (Map<?, ?>) slot.object);
            default -> null;
        };
    }

    private static Casts.Conversion rowOf(DataType from, DataType to) {
        Casts.Conversion[] conversions = new Casts.Conversion[to.fields().size()];
        for (int i = 0; i < conversions.length; i++) {
            conversions[i] = Casts.conversion(
                    from.fields().get(i).type(), to.fields().get(i).type());
        }
        return slot -> {
            Row source = (Row) slot.object;
            Row target = new Row(conversions.length);
            Slot field = new Slot();
            for (int i = 0; i < conversions.length; i++) {
                if (source.isNull(i)) {
                    continue;
                }
                field.isNull = false;
                field.word = source.wordAt(i);
                field.object = source.objectAt(i);
                conversions[i].apply(field);
                Nested.put(target, i, to.fields().get(i).type(), field);
            }
            slot.setObject(target);
        };
    }

    private static List<Object> list(DataType from, DataType to, List<?> source) {
        List<Object> target = new ArrayList<>(source.size());
        source.forEach(value -> target.add(boxed(from.element(), to.element(), value)));
        return Collections.unmodifiableList(target);
    }

    private static Map<Object, Object> map(DataType from, DataType to, Map<?, ?> source) {
        Map<Object, Object> target = new LinkedHashMap<>();
        source.forEach((key, value) -> target.put(
                boxed(from.elements().get(0), to.elements().get(0), key), boxed(from.element(), to.element(), value)));
        return Collections.unmodifiableMap(target);
    }

    private static Object boxed(DataType from, DataType to, Object value) {
        if (value == null) {
            return null;
        }
        Slot slot = new Slot();
        Constant.of(value, from).eval(null, slot);
        Casts.conversion(from, to).apply(slot);
        return to.kind().isWord() ? Words.box(to.kind(), slot.word) : slot.object;
    }

    /** {@code (1, a)} for ROW, {@code [1, 2]} for ARRAY, <code>{a=1}</code> for MAP. */
    static String text(DataType type, Object value) {
        if (type.kind() == TypeKind.ROW) {
            StringJoiner joiner = new StringJoiner(", ", "(", ")");
            for (int i = 0; i < type.fields().size(); i++) {
                DataType field = type.fields().get(i).type();
                joiner.add(TextCasts.text(field, ((Row) value).valueAt(i, field)));
            }
            return joiner.toString();
        }
        if (type.kind() == TypeKind.ARRAY) {
            StringJoiner joiner = new StringJoiner(", ", "[", "]");
            ((List<?>) value).forEach(element -> joiner.add(TextCasts.text(type.element(), element)));
            return joiner.toString();
        }
        StringJoiner joiner = new StringJoiner(", ", "{", "}");
        ((Map<?, ?>) value)
                .forEach((k, v) -> joiner.add(
                        TextCasts.text(type.elements().get(0), k) + "=" + TextCasts.text(type.element(), v)));
        return joiner.toString();
    }
}
