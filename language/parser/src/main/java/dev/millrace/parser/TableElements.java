// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** What stands between the parentheses of CREATE TABLE. Filled by the parser. */
public final class TableElements {
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final List<Watermark> watermarks = new ArrayList<>();
    private final List<SqlIdentifier> primaryKey = new ArrayList<>();

    /** Table that LIKE names, null when there is none. */
    SqlIdentifier base;

    private final List<BasePart> baseParts = new ArrayList<>();

    /** {@code EXCLUDING OPTIONS} and the like, as written. */
    public record BasePart(SqlIdentifier how, SqlIdentifier part) {}

    void basePart(SqlIdentifier how, SqlIdentifier part) {
        baseParts.add(new BasePart(how, part));
    }

    /** Table whose definition is the beginning of this one. */
    public Optional<SqlIdentifier> base() {
        return Optional.ofNullable(base);
    }

    /** What of the base is taken over or not. */
    public List<BasePart> baseParts() {
        return List.copyOf(baseParts);
    }

    /** These elements behind those of a base; a watermark or key of their own takes the place of the base's. */
    TableElements behind(TableElements of, Set<String> parts) {
        TableElements all = new TableElements();
        for (ColumnDefinition column : of.columns) {
            String kind =
                    column.isComputed() ? "GENERATED" : column.metadataKey().isPresent() ? "METADATA" : "";
            if (kind.isEmpty() || parts.contains(kind)) {
                all.columns.add(column);
            }
        }
        all.columns.addAll(columns);
        all.watermarks.addAll(watermarks);
        all.primaryKey.addAll(primaryKey);
        if (watermarks.isEmpty() && parts.contains("WATERMARKS")) {
            all.watermarks.addAll(of.watermarks);
        }
        if (primaryKey.isEmpty() && parts.contains("CONSTRAINTS")) {
            all.primaryKey.addAll(of.primaryKey);
        }
        return all;
    }

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
