// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code MATCH_RECOGNIZE (...)}. Anchors are part of the pattern, so Calcite's flags for them are never set. The table is the only
 * operand to replace; a copy that Calcite makes would lose what is said here.
 */
public final class MatchRecognize extends SqlMatchRecognize {
    private final SqlParserPos rows;
    private final boolean isAllRows;
    private final boolean isEmptyOmitted;
    private final boolean isWithUnmatched;
    private final boolean isWithTimeouts;
    private final boolean isExpectation;
    private final SqlIdentifier reference;
    private final SqlNodeList definitions;

    MatchRecognize(SqlParserPos position, SqlNode table, MatchParts parts) {
        super(
                position,
                table,
                parts.pattern,
                SqlLiteral.createBoolean(false, SqlParserPos.ZERO),
                SqlLiteral.createBoolean(false, SqlParserPos.ZERO),
                parts.definitions.isEmpty() ? parts.anything(position) : parts.definitions,
                parts.measures,
                parts.after,
                parts.subsets,
                (parts.isAllRows ? RowsPerMatchOption.ALL_ROWS : RowsPerMatchOption.ONE_ROW).symbol(position),
                parts.partition,
                parts.order,
                parts.within);
        rows = parts.rows;
        isAllRows = parts.isAllRows;
        isEmptyOmitted = parts.isEmptyOmitted;
        isWithUnmatched = parts.isWithUnmatched;
        isWithTimeouts = parts.isWithTimeouts;
        isExpectation = parts.isExpectation;
        reference = parts.reference;
        definitions = parts.definitions;
    }

    /** Place of ONE ROW or ALL ROWS, null when neither is said. */
    public SqlParserPos rowsPosition() {
        return rows;
    }

    /** ALL ROWS PER MATCH. */
    public boolean isAllRows() {
        return isAllRows;
    }

    /** OMIT EMPTY MATCHES. */
    public boolean isEmptyOmitted() {
        return isEmptyOmitted;
    }

    /** WITH UNMATCHED ROWS. */
    public boolean isWithUnmatched() {
        return isWithUnmatched;
    }

    /** WITH TIMEOUT ROWS. */
    public boolean isWithTimeouts() {
        return isWithTimeouts;
    }

    /** Written as {@code EXPECT EVERY}: only the timeouts are shown. */
    public boolean isExpectation() {
        return isExpectation;
    }

    /** Table of all that {@code EXPECT EVERY} expects, null when only what was heard before is. */
    public SqlIdentifier reference() {
        return reference;
    }

    /** Empty when every symbol takes every row; Calcite's own list never is. */
    @Override
    public SqlNodeList getPatternDefList() {
        return definitions;
    }
}
