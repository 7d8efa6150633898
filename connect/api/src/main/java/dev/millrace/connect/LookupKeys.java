// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect;

import dev.millrace.model.DataType;
import java.util.List;

/**
 * Columns that a table is asked by.
 *
 * @param columns positions in the table's physical schema, one or more
 * @param types of the values in the questions: those of the columns, or other numbers for numbers
 */
public record LookupKeys(List<Integer> columns, List<DataType> types) {
    public LookupKeys {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
    }
}
