// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.ErrorCode;
import dev.millrace.model.Location;
import dev.millrace.model.MillraceException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A SQL text and its file name: turns the parser's positions into places and messages. */
record SourceText(String file, String text) {

    Location at(SqlParserPos position) {
        return new Location(
                file,
                position.getLineNum(),
                position.getColumnNum(),
                position.getEndLineNum(),
                position.getEndColumnNum());
    }

    MillraceException error(ErrorCode code, String fact, String hint, SqlParserPos position) {
        MillraceException error = MillraceException.of(code, fact, hint);
        return position == null || position.getLineNum() < 1 ? error : error.at(at(position), text);
    }

    /** The text between two positions, both included. */
    String slice(SqlParserPos position) {
        int from = offset(position.getLineNum(), position.getColumnNum());
        int to = offset(position.getEndLineNum(), position.getEndColumnNum()) + 1;
        return text.substring(Math.min(from, text.length()), Math.max(from, Math.min(to, text.length())));
    }

    private int offset(int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int next = text.indexOf('\n', start);
            if (next < 0) {
                return text.length();
            }
            start = next + 1;
        }
        return start + column - 1;
    }
}
