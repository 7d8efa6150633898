// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.util.Arrays;
import java.util.Comparator;

/** Order of values that are not NULL: words as Long, everything else as the object. */
final class ValueOrder {
    private ValueOrder() {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    static Comparator<Object> of(DataType type) {
        return type.kind() == TypeKind.BYTES
                ? (a, b) -> Arrays.compareUnsigned((byte[]) a, (byte[]) b)
                : (a, b) -> ((Comparable) a).compareTo(b);
    }
}
