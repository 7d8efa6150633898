// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.DataType;
import org.apache.calcite.sql.SqlIdentifier;

/** A column that stands for the time of a window but is no timestamp; turned into a message by {@link ValidationErrors}. */
final class NoTimestamp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SqlIdentifier column;
    private final transient DataType type;

    NoTimestamp(SqlIdentifier column, DataType type) {
        super(column.getSimple());
        this.column = column;
        this.type = type;
    }

    SqlIdentifier column() {
        return column;
    }

    DataType type() {
        return type;
    }
}
