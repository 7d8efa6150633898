// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** What of SQL's variants is accepted. */
final class Dialect {
    static final SqlConformance CONFORMANCE = new SqlDelegatingConformance(SqlConformanceEnum.DEFAULT) {
        @Override
        public boolean isBangEqualAllowed() {
            return true;
        }

        @Override
        public boolean isPercentRemainderAllowed() {
            return true;
        }

        @Override
        public boolean allowNiladicParentheses() {
            return true;
        }

        @Override
        public boolean isGroupByAlias() {
            return false;
        }
    };

    private Dialect() {}
}
