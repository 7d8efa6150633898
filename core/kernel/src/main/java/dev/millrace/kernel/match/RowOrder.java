// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.Match.SortKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Order of rows of one time by the further columns of ORDER BY. */
public final class RowOrder {
    private RowOrder() {}

    /** Null when rows of one time stay in the order of arrival. */
    public static Comparator<Row> of(List<SortKey> keys, Schema schema) {
        Comparator<Row> order = null;
        for (SortKey key : keys) {
            Comparator<Row> next = of(key, schema.type(key.column()));
            order = order == null ? next : order.thenComparing(next);
        }
        return order;
    }

    private static Comparator<Row> of(SortKey key, DataType type) {
        int column = key.column();
        Comparator<Row> values =
                key.isAscending() ? values(column, type) : values(column, type).reversed();
        return (left, right) -> {
            if (left.isNull(column) || right.isNull(column)) {
                int sign = Boolean.compare(left.isNull(column), right.isNull(column));
                return key.isNullsFirst() ? -sign : sign;
            }
            return values.compare(left, right);
        };
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Row> values(int column, DataType type) {
        if (type.kind().isFloating()) {
            return Comparator.comparingDouble(row -> row.doubleAt(column));
        }
        if (type.kind().isWord()) {
            return Comparator.comparingLong(row -> row.longAt(column));
        }
        if (type.kind() == TypeKind.BYTES) {
            return (left, right) ->
                    Arrays.compareUnsigned((byte[]) left.objectAt(column), (byte[]) right.objectAt(column));
        }
        return (left, right) -> ((Comparable<Object>) left.objectAt(column)).compareTo(right.objectAt(column));
    }
}
