// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code EXECUTE STATEMENT SET BEGIN insert; ... END}. */
public final class StatementSet extends SqlCall {
    private final List<SqlNode> inserts;

    public StatementSet(SqlParserPos position, List<SqlNode> inserts) {
        super(position);
        this.inserts = List.copyOf(inserts);
    }

    @Override
    public SqlOperator getOperator() {
        return DdlOperators.STATEMENT_SET;
    }

    /** The INSERTs. */
    @Override
    public List<SqlNode> getOperandList() {
        return inserts;
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword("EXECUTE STATEMENT SET BEGIN");
        for (SqlNode insert : inserts) {
            insert.unparse(writer, 0, 0);
            writer.print("; ");
        }
        writer.keyword("END");
    }
}
