// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code WATERMARK FOR column AS expression}. */
public final class Watermark extends SqlCall {
    private final SqlIdentifier column;
    private final SqlNode expression;

    public Watermark(SqlParserPos position, SqlIdentifier column, SqlNode expression) {
        super(position);
        this.column = column;
        this.expression = expression;
    }

    public SqlIdentifier column() {
        return column;
    }

    public SqlNode expression() {
        return expression;
    }

    @Override
    public SqlOperator getOperator() {
        return DdlOperators.WATERMARK;
    }

    @Override
    public List<SqlNode> getOperandList() {
        return List.of(column, expression);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword("WATERMARK FOR");
        column.unparse(writer, 0, 0);
        writer.keyword("AS");
        expression.unparse(writer, 0, 0);
    }
}
