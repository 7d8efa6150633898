// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.kernel.host.RowText;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Cells of expected rows: splitting, writing, comparing. */
public final class Cells {
    /** Relative difference up to which two floating-point numbers are the same. */
    private static final double TOLERANCE = 1e-9;

    private static final String NULL = "NULL";

    private Cells() {}

    /** Cells between bars; {@code \|} is a bar, {@code \\} a backslash. */
    static List<String> split(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        for (int i = 1; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean isEscape = c == '\\' && i + 1 < line.length() && "|\\".indexOf(line.charAt(i + 1)) >= 0;
            if (isEscape) {
                cell.append(c).append(line.charAt(++i));
            } else if (c == '|') {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        return cells;
    }

    /** {@code | a | b |}. */
    public static String join(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** Cells of a row as the runner writes them. */
    public static List<String> of(Row row, Schema schema) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            cells.add(text(row.valueAt(i, schema.type(i)), schema.type(i)));
        }
        return cells;
    }

    /** Whether a value is what a cell says. */
    public static boolean matches(String cell, Object value, DataType type) {
        if (value == null || cell.equals(NULL)) {
            return value == null && cell.equals(NULL);
        }
        if (type.kind().isFloating()) {
            return isSameNumber(cell, ((Number) value).doubleValue());
        }
        if (type.kind().isNumeric()) {
            return isSameDecimal(cell, value.toString());
        }
        if (type.kind() == TypeKind.BOOLEAN) {
            return cell.equalsIgnoreCase(String.valueOf(value));
        }
        String actual = text(value, type);
        return cell.equals(actual)
                || type.kind().isTimestamp() && (cell + ".000").equals(actual)
                || unescape(cell).equals(unescape(actual));
    }

    private static String text(Object value, DataType type) {
        String text = RowText.value(value, type);
        if (value == null || type.kind() != TypeKind.STRING) {
            return text.replace("\\", "\\\\").replace("|", "\\|");
        }
        boolean needsQuotes = text.equals(NULL) || text.isEmpty() || !text.equals(text.strip()) || text.startsWith("'");
        String escaped = text.replace("\\", "\\\\").replace("|", "\\|");
        return needsQuotes ? "'" + escaped + "'" : escaped;
    }

    private static String unescape(String cell) {
        String bare = cell.length() >= 2 && cell.startsWith("'") && cell.endsWith("'")
                ? cell.substring(1, cell.length() - 1)
                : cell;
        return bare.replace("\\|", "|").replace("\\\\", "\\");
    }

    private static boolean isSameNumber(String cell, double actual) {
        double expected;
        try {
            expected = Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            return false;
        }
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            return Double.compare(expected, actual) == 0;
        }
        double scale = Math.max(Math.abs(expected), Math.abs(actual));
        return Math.abs(expected - actual) <= TOLERANCE * scale || Math.abs(expected - actual) < Double.MIN_NORMAL;
    }

    private static boolean isSameDecimal(String cell, String actual) {
        try {
            return new BigDecimal(cell).compareTo(new BigDecimal(actual)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
