// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;

/** Operators that Calcite wants every node to have; they do nothing but name it. */
final class DdlOperators {
    static final SqlOperator SET = new SqlSpecialOperator("SET", SqlKind.SET_OPTION);
    static final SqlOperator COLUMN = new SqlSpecialOperator("COLUMN", SqlKind.COLUMN_DECL);
    static final SqlOperator WATERMARK = new SqlSpecialOperator("WATERMARK", SqlKind.OTHER_DDL);
    static final SqlOperator STATEMENT_SET = new SqlSpecialOperator("STATEMENT SET", SqlKind.OTHER_DDL);
    static final SqlOperator CREATE_TABLE = new SqlSpecialOperator("CREATE TABLE", SqlKind.CREATE_TABLE);
    static final SqlOperator CREATE_FUNCTION = new SqlSpecialOperator("CREATE FUNCTION", SqlKind.CREATE_FUNCTION);
    static final SqlOperator CREATE_VIEW = new SqlSpecialOperator("CREATE VIEW", SqlKind.CREATE_VIEW);

    private DdlOperators() {}
}
