// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.file;

import dev.millrace.connect.Format;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Columns as a CSV file has them, and where they belong in the table. Names are compared without case when need be. */
final class CsvHeader {
    private final Schema fileSchema;
    private final boolean[] isNeeded;
    /** Column of the table by column of the file, -1 for columns that the table does not have. */
    private final int[] targets;

    private final int tableSize;
    private final boolean isSameOrder;

    CsvHeader(String line, char delimiter, Schema table, String file) {
        List<String> names = split(line, delimiter);
        tableSize = table.size();
        targets = new int[names.size()];
        isNeeded = new boolean[names.size()];
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < targets.length; i++) {
            targets[i] = find(table, names.get(i));
            isNeeded[i] = targets[i] >= 0;
            columns.add(new Column(names.get(i), isNeeded[i] ? table.type(targets[i]) : DataType.STRING));
        }
        fileSchema = new Schema(columns);
        isSameOrder = fileSchema.columns().equals(table.columns());
        if (Arrays.stream(targets).noneMatch(t -> t >= 0)) {
            throw MillraceException.of(
                    FileError.NO_COLUMN,
                    "the header of \"" + file + "\" names " + names + ", none of which is a column of the table: "
                            + table.names(),
                    "Name the columns as in the header, or set 'csv.header' = 'false' when the file has none.");
        }
    }

    Schema fileSchema() {
        return fileSchema;
    }

    boolean[] isNeeded() {
        return isNeeded.clone();
    }

    /** The row with the table's columns. */
    Row toTable(Row fileRow) {
        if (isSameOrder) {
            return fileRow;
        }
        Row row = new Row(tableSize).copyOrigin(fileRow);
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] >= 0) {
                row.setFrom(targets[i], fileRow, i);
            }
        }
        return row;
    }

    private static int find(Schema table, String name) {
        int exact = table.indexOf(name);
        if (exact >= 0) {
            return exact;
        }
        for (int i = 0; i < table.size(); i++) {
            if (table.name(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the first line is a header: in files yes, unless {@code csv.header} says no. */
    static boolean isExpected(Format format, Options options) {
        return format.name().equals("csv")
                && Boolean.parseBoolean(options.withPrefix("csv.").getOrDefault("header", "true"));
    }

    /** The table's options for its format, which then sees rows only: the header is read and written here. */
    static Options withoutHeader(Format format, Table table) {
        Map<String, String> texts = new TreeMap<>(table.options());
        texts.put("csv.header", "false");
        return Options.of(format.options(), texts, new Problems());
    }

    /** The delimiter that the csv format uses, option {@code csv.field-delimiter}. */
    static char delimiter(Options options) {
        String text = options.withPrefix("csv.").getOrDefault("field-delimiter", ",");
        return text.equals("\\t") ? '\t' : text.charAt(0);
    }

    static List<String> split(String line, char delimiter) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean isInQuotes = false;
        for (int i = 0; i < line.length(); i++) {
            char next = line.charAt(i);
            if (next == '"') {
                isInQuotes = !isInQuotes;
            } else if (next == delimiter && !isInQuotes) {
                names.add(name.toString().trim());
                name.setLength(0);
            } else {
                name.append(next);
            }
        }
        names.add(name.toString().trim());
        return names;
    }

    /** The header line of a schema. */
    static byte[] line(Schema schema, char delimiter) {
        StringBuilder line = new StringBuilder();
        for (String name : schema.names()) {
            line.append(line.length() == 0 ? "" : String.valueOf(delimiter));
            boolean isPlain = name.indexOf(delimiter) < 0 && name.indexOf('"') < 0;
            line.append(isPlain ? name : '"' + name.replace("\"", "\"\"") + '"');
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
