// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.jdbc;

import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** SQL of the statements about one table. Names are quoted, so they must be written as the database has them. Immutable. */
final class JdbcTable {
    private final Table table;
    private final String name;
    private final Schema schema;

    /** @param remoteName as the option {@code table-name} has it */
    JdbcTable(Table table, String remoteName) {
        this.table = table;
        name = List.of(remoteName.split("\\.")).stream().map(JdbcTable::quoted).collect(Collectors.joining("."));
        schema = table.schema();
    }

    Table table() {
        return table;
    }

    Schema schema() {
        return schema;
    }

    /** Positions of the primary key's columns, none without such a key. */
    List<Integer> key() {
        return table.primaryKey().stream().map(schema::indexOf).toList();
    }

    private List<Integer> rest() {
        List<Integer> rest =
                new ArrayList<>(IntStream.range(0, schema.size()).boxed().toList());
        rest.removeAll(key());
        return rest;
    }

    /** Rows that have one of so many keys. */
    String select(List<Integer> keyColumns, int keys) {
        String from = "SELECT " + names(all()) + " FROM " + name + " WHERE ";
        if (keyColumns.size() == 1) {
            return from + names(keyColumns) + " IN (" + String.join(", ", Collections.nCopies(keys, "?")) + ")";
        }
        String one = keyColumns.stream().map(c -> name(c) + " = ?").collect(Collectors.joining(" AND ", "(", ")"));
        return from + String.join(" OR ", Collections.nCopies(keys, one));
    }

    /** No row; fails when the table is not as it is declared. */
    String probe() {
        return "SELECT " + names(all()) + " FROM " + name + " WHERE 1 = 0";
    }

    /** One row in all its columns, which replaces the one with its key. */
    String upsert() {
        String insert = "INSERT INTO " + name + " (" + names(all()) + ") VALUES ("
                + String.join(", ", Collections.nCopies(schema.size(), "?")) + ")";
        if (key().isEmpty()) {
            return insert;
        }
        String set =
                rest().stream().map(c -> name(c) + " = EXCLUDED." + name(c)).collect(Collectors.joining(", "));
        return insert + " ON CONFLICT (" + names(key()) + ") DO " + (set.isEmpty() ? "NOTHING" : "UPDATE SET " + set);
    }

    /** The row of a key. */
    String delete() {
        return "DELETE FROM " + name + " WHERE "
                + key().stream().map(c -> name(c) + " = ?").collect(Collectors.joining(" AND "));
    }

    private List<Integer> all() {
        return IntStream.range(0, schema.size()).boxed().toList();
    }

    private String names(List<Integer> columns) {
        return columns.stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String name(int column) {
        return quoted(schema.name(column));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
