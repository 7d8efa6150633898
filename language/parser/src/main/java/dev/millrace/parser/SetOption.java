// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SET 'name' = 'text'}, and one entry of WITH (...). */
public final class SetOption extends SqlCall {
    private final SqlNode name;
    private final SqlNode text;

    public SetOption(SqlParserPos position, SqlNode name, SqlNode text) {
        super(position);
        this.name = name;
        this.text = text;
    }

    public String name() {
        return textOf(name);
    }

    public String text() {
        return textOf(text);
    }

    public SqlParserPos namePosition() {
        return name.getParserPosition();
    }

    public SqlParserPos textPosition() {
        return text.getParserPosition();
    }

    @Override
    public SqlOperator getOperator() {
        return DdlOperators.SET;
    }

    @Override
    public List<SqlNode> getOperandList() {
        return List.of(name, text);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        name.unparse(writer, 0, 0);
        writer.print("= ");
        text.unparse(writer, 0, 0);
    }

    static String textOf(SqlNode literal) {
        return ((SqlLiteral) literal).getValueAs(String.class);
    }
}
