// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.sql.RowExpressions.RowColumns;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Names that the expressions of one MATCH_RECOGNIZE may use.
 *
 * @param symbols of the pattern and its subsets
 */
record MatchScopes(
        SourceText source, RowExpressions rows, SqlFunctions functions, RowColumns columns, Set<String> symbols) {
    MatchScopes {
        symbols = Set.copyOf(symbols);
    }

    /**
     * A name, taken apart.
     *
     * @param symbol empty text when it has none
     * @param column null for {@code A.*} and {@code *}
     */
    record Name(String symbol, SqlIdentifier column) {}

    Name name(SqlIdentifier id) {
        boolean isQualified = id.names.size() > 1;
        String first = id.names.get(0);
        if (isQualified && symbols.contains(first)) {
            return new Name(first, id.isStar() ? null : id.getComponent(1, id.names.size()));
        }
        if (isQualified && !columns.names().contains(first)) {
            throw unknown(first, id.getComponentParserPosition(0));
        }
        return new Name("", id.isStar() ? null : id);
    }

    RuntimeException unknown(String symbol, SqlParserPos position) {
        List<String> known = symbols.stream().sorted().toList();
        return error(
                SqlErrorCode.PATTERN,
                "there is no table, view or pattern symbol \"" + symbol + "\" here",
                Suggestions.didYouMean(symbol, known) + "Symbols: " + String.join(", ", known) + ".",
                position);
    }

    RuntimeException error(SqlErrorCode code, String fact, String hint, SqlParserPos position) {
        return source.error(code, fact, hint, position);
    }
}
