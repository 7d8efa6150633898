// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** What stands between the parentheses of CREATE TABLE. Filled by the parser. */
public final class TableElements {
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final List<Watermark> watermarks = new ArrayList<>();
    private final List<SqlIdentifier> primaryKey = new ArrayList<>();

    void column(ColumnDefinition column) {
        columns.add(column);
    }

    void watermark(Watermark watermark) {
        watermarks.add(watermark);
    }

    void primaryKey(SqlNodeList names) {
        for (SqlNode name : names) {
            primaryKey.add((SqlIdentifier) name);
        }
    }

    public List<ColumnDefinition> columns() {
        return List.copyOf(columns);
    }

    /** The first one; a table has at most one time attribute. */
    public Optional<Watermark> watermark() {
        return watermarks.stream().findFirst();
    }

    public List<SqlIdentifier> primaryKey() {
        return List.copyOf(primaryKey);
    }
}
