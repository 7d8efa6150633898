// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.TypeKind;
import dev.millrace.model.Words;
import dev.millrace.plan.Expression;
import dev.millrace.plan.Literal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Making and taking apart ROW, ARRAY and MAP values. */
final class Nested {
    private Nested() {}

    static Evaluator row(Evaluator[] arguments, DataType type) {
        Slot slot = new Slot();
        return (row, result) -> {
            Row made = new Row(arguments.length);
            for (int i = 0; i < arguments.length; i++) {
                arguments[i].eval(row, slot);
                put(made, i, type.fields().get(i).type(), slot);
            }
            result.setObject(made);
        };
    }

    static Evaluator array(List<Expression> operands, Evaluator[] arguments, DataType type) {
        Evaluator[] elements = new Evaluator[arguments.length];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Casts.convert(arguments[i], operands.get(i).type(), type.element());
        }
        return (row, result) -> {
            List<Object> list = new ArrayList<>(elements.length);
            for (Evaluator element : elements) {
                element.eval(row, result);
                list.add(boxed(type.element(), result));
            }
            result.setObject(Collections.unmodifiableList(list));
        };
    }

    /** Key, value, key, value, ...; the last value of equal keys counts. */
    static Evaluator map(List<Expression> operands, Evaluator[] arguments, DataType type) {
        Evaluator[] entries = new Evaluator[arguments.length];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Casts.convert(
                    arguments[i], operands.get(i).type(), type.elements().get(i % 2));
        }
        return (row, result) -> {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < entries.length; i += 2) {
                entries[i].eval(row, result);
                Object key = boxed(type.elements().get(0), result);
                entries[i + 1].eval(row, result);
                map.put(key, boxed(type.element(), result));
            }
            result.setObject(Collections.unmodifiableMap(map));
        };
    }

    static Evaluator field(Evaluator argument, Expression position, DataType type) {
        int index = ((Number) ((Literal) position).value()).intValue();
        boolean isWord = type.kind().isWord();
        return (row, result) -> {
            argument.eval(row, result);
            if (result.isNull) {
                return;
            }
            Row nested = (Row) result.object;
            if (nested.isNull(index)) {
                result.setNull();
            } else if (isWord) {
                result.setWord(nested.wordAt(index));
            } else {
                result.setObject(nested.objectAt(index));
            }
        };
    }

    /** Element by position from 1, or by key; NULL when there is none. */
    static Evaluator item(List<Expression> operands, Evaluator[] arguments, DataType type) {
        DataType collection = operands.get(0).type();
        boolean isMap = collection.kind() == TypeKind.MAP;
        DataType keyType = isMap ? collection.elements().get(0) : DataType.BIGINT;
        Evaluator key = Casts.convert(arguments[1], operands.get(1).type(), keyType);
        return (row, result) -> {
            arguments[0].eval(row, result);
            if (result.isNull) {
                return;
            }
            Object container = result.object;
            key.eval(row, result);
            if (result.isNull) {
                return;
            }
            Object value = isMap
                    ? ((Map<?, ?>) container).get(boxed(keyType, result))
                    : elementAt((List<?>) container, result.word);
            unbox(value, type, result);
        };
    }

    private static Object elementAt(List<?> list, long position) {
        return position < 1 || position > list.size() ? null : list.get((int) position - 1);
    }

    /** Puts a slot into a column of a row that is being made. */
    static void put(Row row, int column, DataType type, Slot slot) {
        if (slot.isNull) {
            row.setNull(column);
        } else if (type.kind().isWord()) {
            row.setWord(column, slot.word);
        } else {
            row.setObject(column, slot.object);
        }
    }

    static Object boxed(DataType type, Slot slot) {
        if (slot.isNull) {
            return null;
        }
        return type.kind().isWord() ? Words.box(type.kind(), slot.word) : slot.object;
    }

    static void unbox(Object value, DataType type, Slot result) {
        if (value == null) {
            result.setNull();
        } else if (type.kind().isWord()) {
            result.setWord(Words.unbox(type.kind(), value));
        } else {
            result.setObject(value);
        }
    }
}
