// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableNullableList;

/** A column of CREATE TABLE: physical or metadata with a type, or computed by an expression. */
public final class ColumnDefinition extends SqlCall {
    private final SqlIdentifier name;
    private final SqlDataTypeSpec type;
    private final SqlNode expression;
    private final boolean isMetadata;
    private final SqlNode metadataKey;
    private SqlNode comment;

    /** Either type or expression is null; the metadata key is null when it is that of the column. */
    public ColumnDefinition(
            SqlParserPos position,
            SqlIdentifier name,
            SqlDataTypeSpec type,
            SqlNode expression,
            boolean isMetadata,
            SqlNode metadataKey) {
        super(position);
        this.name = name;
        this.type = type;
        this.expression = expression;
        this.isMetadata = isMetadata;
        this.metadataKey = metadataKey;
    }

    /** Sets the text of COMMENT, null when there is none; part of making the node. */
    public ColumnDefinition commented(SqlNode text) {
        comment = text;
        return this;
    }

    /** Text of COMMENT, empty when there is none. */
    public String commentText() {
        return comment == null ? "" : SetOption.textOf(comment);
    }

    /** Place of COMMENT, null when there is none. */
    public SqlNode comment() {
        return comment;
    }

    public SqlIdentifier identifier() {
        return name;
    }

    public String name() {
        return name.getSimple();
    }

    /** Null for a computed column. */
    public SqlDataTypeSpec type() {
        return type;
    }

    public boolean isComputed() {
        return expression != null;
    }

    /** Null unless the column is computed. */
    public SqlNode expression() {
        return expression;
    }

    /** Empty unless it is a METADATA column. */
    public Optional<String> metadataKey() {
        if (!isMetadata) {
            return Optional.empty();
        }
        return Optional.of(metadataKey == null ? name() : SetOption.textOf(metadataKey));
    }

    @Override
    public SqlOperator getOperator() {
        return DdlOperators.COLUMN;
    }

    @Override
    public List<SqlNode> getOperandList() {
        return ImmutableNullableList.of(name, type, expression, metadataKey);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        name.unparse(writer, 0, 0);
        if (isComputed()) {
            writer.keyword("AS");
            expression.unparse(writer, 0, 0);
            return;
        }
        type.unparse(writer, 0, 0);
        if (isMetadata) {
            writer.keyword("METADATA");
        }
    }
}
