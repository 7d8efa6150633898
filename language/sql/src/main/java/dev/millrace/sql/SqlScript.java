// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.parser.MillraceParser;
import dev.millrace.parser.StatementSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.config.Lex;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;

/** Statements of a text, in order; statement sets are taken apart. */
final class SqlScript {
    private static final int NAME_LENGTH_MAX = 256;

    static final SqlParser.Config PARSER = SqlParser.config()
            .withParserFactory(MillraceParser.FACTORY)
            .withLex(Lex.JAVA)
            .withConformance(Dialect.CONFORMANCE)
            .withIdentifierMaxLength(NAME_LENGTH_MAX);

    private final SourceText source;
    private final List<SqlNode> statements;

    private SqlScript(SourceText source, List<SqlNode> statements) {
        this.source = source;
        this.statements = List.copyOf(statements);
    }

    /** Parses; throws SQL-101 with the place of the first word that does not fit. */
    static SqlScript parse(SourceText source) {
        try {
            List<SqlNode> statements = new ArrayList<>();
            for (SqlNode node : SqlParser.create(source.text(), PARSER).parseStmtList()) {
                if (node instanceof StatementSet set) {
                    statements.addAll(set.getOperandList());
                } else {
                    statements.add(node);
                }
            }
            return new SqlScript(source, statements);
        } catch (SqlParseException e) {
            throw ParseErrors.of(source, e);
        } catch (CalciteContextException e) {
            throw ValidationErrors.general(source, e);
        }
    }

    SourceText source() {
        return source;
    }

    List<SqlNode> statements() {
        return statements;
    }
}
