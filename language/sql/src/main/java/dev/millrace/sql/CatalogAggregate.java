// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.AggregateFunction;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.util.Optionality;

/** An aggregate function of the catalog as Calcite's validator sees it. */
final class CatalogAggregate extends SqlAggFunction {
    CatalogAggregate(AggregateFunction function) {
        super(
                function.name(),
                null,
                NumberAggregate.kind(function.name()),
                new CatalogTypes(function::resultType),
                null,
                new CatalogTypes.Arguments(function::resultType, function.doc()),
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.FORBIDDEN);
    }

    @Override
    public boolean allowsFraming() {
        return true;
    }
}
