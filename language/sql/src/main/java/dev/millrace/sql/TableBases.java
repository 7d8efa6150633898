// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.parser.CreateTable;
import dev.millrace.parser.TableElements;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlIdentifier;

/** {@code CREATE TABLE t (...) LIKE base}: puts the definition of the base before that of the table, as Flink does. */
final class TableBases {
    private static final Set<String> PARTS = Set.of("CONSTRAINTS", "GENERATED", "METADATA", "OPTIONS", "WATERMARKS");
    /** Parts of Flink's tables that ours do not have. */
    private static final Set<String> ABSENT = Set.of("DISTRIBUTION", "PARTITIONS");

    private final SourceText source;
    private final Map<String, CreateTable> written = new LinkedHashMap<>();

    TableBases(SourceText source, List<CreateTable> tables) {
        this.source = source;
        tables.forEach(t -> written.putIfAbsent(t.identifier().getSimple(), t));
    }

    /** The whole definition of a table. */
    CreateTable whole(CreateTable table) {
        return whole(table, new HashSet<>());
    }

    private CreateTable whole(CreateTable table, Set<String> seen) {
        SqlIdentifier name = table.elements().base().orElse(null);
        if (name == null) {
            return requireColumns(table);
        }
        CreateTable base = written.get(name.getSimple());
        if (base == null) {
            throw source.error(
                    SqlErrorCode.UNKNOWN_TABLE,
                    "there is no table \"" + name.getSimple() + "\" to be like",
                    Suggestions.didYouMean(name.getSimple(), written.keySet()) + "LIKE names a table of the same text.",
                    name.getParserPosition());
        }
        if (!seen.add(table.identifier().getSimple())) {
            throw source.error(
                    SqlErrorCode.UNKNOWN_TABLE,
                    "table \"" + table.identifier().getSimple() + "\" is like itself",
                    "Write its columns out in one of the tables.",
                    name.getParserPosition());
        }
        return table.behind(whole(base, seen), parts(table));
    }

    private CreateTable requireColumns(CreateTable table) {
        if (table.elements().columns().isEmpty()) {
            throw source.error(
                    SqlErrorCode.SYNTAX,
                    "table \"" + table.identifier().getSimple() + "\" has no columns",
                    "Add  (name TYPE, ...)  behind its name, or  LIKE  and a table that has them.",
                    table.identifier().getParserPosition());
        }
        return table;
    }

    private Set<String> parts(CreateTable table) {
        Set<String> parts = new TreeSet<>(PARTS);
        for (TableElements.BasePart said : table.elements().baseParts()) {
            String part = said.part().getSimple().toUpperCase(Locale.ROOT);
            Set<String> meant = part.equals("ALL") ? PARTS : Set.of(part);
            if (!PARTS.containsAll(meant) && !ABSENT.containsAll(meant)) {
                throw unknown(said.part(), String.join(", ", new TreeSet<>(PARTS)) + " and ALL");
            }
            switch (said.how().getSimple().toUpperCase(Locale.ROOT)) {
                case "EXCLUDING" -> parts.removeAll(meant);
                case "INCLUDING", "OVERWRITING" -> parts.addAll(meant);
                default -> throw unknown(said.how(), "EXCLUDING, INCLUDING and OVERWRITING");
            }
        }
        return parts;
    }

    private RuntimeException unknown(SqlIdentifier word, String known) {
        return source.error(
                SqlErrorCode.SYNTAX,
                "LIKE does not know \"" + word.getSimple() + "\"",
                "Known are " + known + ".",
                word.getParserPosition());
    }
}
