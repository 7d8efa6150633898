// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What the parser found of a MATCH_RECOGNIZE so far. */
final class MatchParts {
    SqlNodeList partition = SqlNodeList.EMPTY;
    SqlNodeList order = SqlNodeList.EMPTY;
    SqlNodeList measures = SqlNodeList.EMPTY;
    SqlNodeList subsets = SqlNodeList.EMPTY;
    SqlNodeList definitions = SqlNodeList.EMPTY;
    /** Place of ONE ROW or ALL ROWS, null when neither is said. */
    SqlParserPos rows;

    boolean isAllRows;
    boolean isEmptyOmitted;
    boolean isWithUnmatched;
    boolean isWithTimeouts;
    /** Whether it was written as EXPECT EVERY. */
    boolean isExpectation;
    /** Table of all that is expected, null when only what was heard before is. */
    SqlIdentifier reference;

    SqlNode after;
    SqlNode pattern;
    SqlLiteral within;

    /**
     * {@code EXPECT EVERY keys [OF table] BY time WITHIN interval}: of every row that no other row of its key follows in time, the keys, {@code
     * last_seen} and {@code silent_since}. In terms of a pattern: two rows, of which only the timeouts are shown.
     */
    MatchRecognize expectation(SqlParserPos position, SqlNode table) {
        isExpectation = true;
        isWithTimeouts = true;
        rows = position;
        pattern = SqlStdOperatorTable.PATTERN_CONCAT.createCall(
                position, name("SEEN", position), name("AGAIN", position));
        after = SqlMatchRecognize.AfterOption.SKIP_TO_NEXT_ROW.symbol(position);
        SqlNode again = SqlStdOperatorTable.PLUS.createCall(position, rowTime(position), within);
        measures = new SqlNodeList(
                List.of(named(rowTime(position), "last_seen", position), named(again, "silent_since", position)),
                position);
        return new MatchRecognize(position, table, this);
    }

    private static SqlNode rowTime(SqlParserPos position) {
        return new SqlUnresolvedFunction(
                        name("MATCH_ROWTIME", position),
                        null,
                        null,
                        null,
                        null,
                        SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(position);
    }

    private static SqlNode named(SqlNode value, String name, SqlParserPos position) {
        return SqlStdOperatorTable.AS.createCall(position, value, name(name, position));
    }

    private static SqlIdentifier name(String name, SqlParserPos position) {
        return new SqlIdentifier(name, position);
    }

    /** A condition for a symbol that does not matter: Calcite wants one. */
    SqlNodeList anything(SqlParserPos position) {
        return new SqlNodeList(List.of(named(SqlLiteral.createBoolean(true, position), "ANY", position)), position);
    }
}
