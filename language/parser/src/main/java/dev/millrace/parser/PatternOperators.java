// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Parts of a row pattern that Calcite has no operators for. */
public final class PatternOperators {
    /** {@code ^}. */
    public static final SqlOperator ANCHOR_START = new SqlSpecialOperator("^", SqlKind.OTHER);
    /** {@code $}. */
    public static final SqlOperator ANCHOR_END = new SqlSpecialOperator("$", SqlKind.OTHER);
    /** {@code ()}. */
    public static final SqlOperator EMPTY = new SqlSpecialOperator("()", SqlKind.OTHER);

    private PatternOperators() {}

    /** A symbol; the tokenizer takes the anchor of {@code B$} for a letter of the name. */
    static SqlNode symbol(SqlIdentifier name) {
        String text = name.getSimple();
        if (text.length() < 2 || !text.endsWith("$")) {
            return name;
        }
        SqlNode symbol = new SqlIdentifier(List.of(text.substring(0, text.length() - 1)), name.getParserPosition());
        return SqlStdOperatorTable.PATTERN_CONCAT.createCall(
                name.getParserPosition(), symbol, ANCHOR_END.createCall(name.getParserPosition()));
    }
}
