// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.TypeKind;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Order of ROW, ARRAY and MAP values: element by element, NULL first, a shorter one before a longer one. */
final class NestedOrder implements Comparator<Object> {
    private final DataType type;

    NestedOrder(DataType type) {
        this.type = type;
    }

    @Override
    public int compare(Object left, Object right) {
        return switch (type.kind()) {
            case ROW -> compareRows((Row) left, (Row) right);
            case ARRAY -> compareLists((List<?>) left, (List<?>) right);
            case MAP -> compareMaps((Map<?, ?>) left, (Map<?, ?>) right);
            default -> throw new IllegalStateException(type + " is not nested");
        };
    }

    private int compareRows(Row left, Row right) {
        List<Column> fields = type.fields();
        for (int i = 0; i < fields.size(); i++) {
            DataType field = fields.get(i).type();
            int order = compareValues(field, left.valueAt(i, field), right.valueAt(i, field));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int compareLists(List<?> left, List<?> right) {
        Iterator<?> a = left.iterator();
        Iterator<?> b = right.iterator();
        while (a.hasNext() && b.hasNext()) {
            int order = compareValues(type.element(), a.next(), b.next());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** Maps are equal when they have the same entries; otherwise the order says nothing. */
    private int compareMaps(Map<?, ?> left, Map<?, ?> right) {
        if (left.size() != right.size()) {
            return Integer.compare(left.size(), right.size());
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            boolean isThere = right.containsKey(entry.getKey());
            if (!isThere || compareValues(type.element(), entry.getValue(), right.get(entry.getKey())) != 0) {
                return 1;
            }
        }
        return 0;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compareValues(DataType type, Object left, Object right) {
        if (left == null || right == null) {
            return left == right ? 0 : left == null ? -1 : 1;
        }
        boolean isObject = type.kind().storage() == TypeKind.Storage.OBJECT;
        return isObject ? Comparisons.comparator(type).compare(left, right) : ((Comparable) left).compareTo(right);
    }
}
