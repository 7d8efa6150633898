// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
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
    SqlNode after;
    SqlNode pattern;
    SqlLiteral within;
}
