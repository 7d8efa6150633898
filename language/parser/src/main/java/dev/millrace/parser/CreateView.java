// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCreate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableNullableList;

/** {@code CREATE [TEMPORARY] VIEW name [(columns)] AS query}. */
public final class CreateView extends SqlCreate {
    private final SqlIdentifier name;
    private final SqlNodeList columns;
    private final SqlNode query;

    /** The columns are null when they are not named. */
    public CreateView(
            SqlParserPos position, boolean isIfNotExists, SqlIdentifier name, SqlNodeList columns, SqlNode query) {
        super(DdlOperators.CREATE_VIEW, position, false, isIfNotExists);
        this.name = name;
        this.columns = columns;
        this.query = query;
    }

    public SqlIdentifier identifier() {
        return name;
    }

    /** New names of the query's columns, empty when they keep theirs. */
    public List<String> columnNames() {
        return columns == null
                ? List.of()
                : columns.stream().map(c -> ((SqlIdentifier) c).getSimple()).toList();
    }

    public SqlNode query() {
        return query;
    }

    @Override
    public List<SqlNode> getOperandList() {
        return ImmutableNullableList.of(name, columns, query);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword("CREATE VIEW");
        name.unparse(writer, 0, 0);
        writer.keyword("AS");
        query.unparse(writer, 0, 0);
    }
}
