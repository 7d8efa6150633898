// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

import java.util.List;
import java.util.stream.Collectors;

/** Columns of a row, in order. Immutable. */
public record Schema(List<Column> columns) {
    public Schema {
        columns = List.copyOf(columns);
    }

    public static Schema of(Column... columns) {
        return new Schema(List.of(columns));
    }

    public int size() {
        return columns.size();
    }

    public Column column(int index) {
        return columns.get(index);
    }

    public DataType type(int index) {
        return columns.get(index).type();
    }

    public String name(int index) {
        return columns.get(index).name();
    }

    /** Position of a column, or -1 when there is none of that exact name. */
    public int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    @Override
    public String toString() {
        return columns.stream().map(c -> c.name() + " " + c.type()).collect(Collectors.joining(", ", "(", ")"));
    }
}
