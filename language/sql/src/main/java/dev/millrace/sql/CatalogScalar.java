// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.ScalarFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;

/** A scalar function of the catalog as Calcite's validator sees it. */
final class CatalogScalar extends SqlFunction {
    private final String planName;

    CatalogScalar(ScalarFunction function) {
        this(function.name(), function);
    }

    /** A function by another name in SQL than in plans. */
    CatalogScalar(String name, ScalarFunction function) {
        super(
                name,
                SqlKind.OTHER_FUNCTION,
                CatalogTypes.withConstants(function),
                null,
                new CatalogTypes.Arguments(types -> function.resultType(types), function.doc()),
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.planName = function.name();
    }

    String planName() {
        return planName;
    }
}
