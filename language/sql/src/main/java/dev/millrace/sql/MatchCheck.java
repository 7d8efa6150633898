// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.parser.MatchRecognize;
import dev.millrace.plan.Pattern;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Checks the clauses of a MATCH_RECOGNIZE that can be told without its input. */
final class MatchCheck {
    private final SourceText source;

    MatchCheck(SourceText source) {
        this.source = source;
    }

    void check(SqlMatchRecognize call) {
        MatchRecognize match = (MatchRecognize) call;
        SqlParserPos pattern = match.getPattern().getParserPosition();
        if (match.getOrderList().isEmpty()) {
            throw source.error(
                    SqlErrorCode.PATTERN,
                    "MATCH_RECOGNIZE has no ORDER BY, but a pattern is about the order of rows",
                    "Add  ORDER BY ts  with the time attribute of the table.",
                    pattern);
        }
        if (match.getMeasureList().isEmpty()
                && !match.isAllRows()
                && match.getPartitionList().isEmpty()) {
            throw source.error(
                    SqlErrorCode.PATTERN,
                    "MATCH_RECOGNIZE has no MEASURES, so a match would have no columns",
                    "Add  MEASURES FIRST(A.ts) AS started  or the like before PATTERN.",
                    pattern);
        }
        checkRows(match);
        if (match.getInterval() != null && !Intervals.isConstant(match.getInterval())) {
            throw source.error(
                    SqlErrorCode.PATTERN,
                    "WITHIN is in months or years, whose length is not constant",
                    "Say it in days: WITHIN INTERVAL '30' DAY.",
                    match.getInterval().getParserPosition());
        }
    }

    private void checkRows(MatchRecognize match) {
        Pattern pattern = PatternReader.pattern(match.getPattern());
        if (match.isWithUnmatched() && PatternReader.hasExclusion(pattern)) {
            throw source.error(
                    SqlErrorCode.PATTERN_ROWS,
                    "WITH UNMATCHED ROWS shows every row, but the pattern excludes some with {- -}",
                    "Leave one of them out.",
                    match.rowsPosition());
        }
        if (match.isWithTimeouts() && match.getInterval() == null) {
            throw source.error(
                    SqlErrorCode.PATTERN_ROWS,
                    "WITH TIMEOUT ROWS shows partial matches whose time ran out, but the pattern has no WITHIN",
                    "Add  WITHIN INTERVAL '5' MINUTE  after PATTERN.",
                    match.rowsPosition());
        }
    }
}
