// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.OverFunction;
import java.util.Optional;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.util.Optionality;

/** An aggregate function of the catalog, or one that stands with OVER alone, as Calcite's validator sees it. */
final class CatalogAggregate extends SqlAggFunction {
    private final OverFunction over;
    private final String planName;

    CatalogAggregate(AggregateFunction function) {
        this(function.name(), function);
    }

    /** A function by another name in SQL than in plans. */
    CatalogAggregate(String name, AggregateFunction function) {
        super(
                name,
                null,
                NumberAggregate.kind(name),
                new CatalogTypes(function::resultType),
                null,
                new CatalogTypes.Arguments(function::resultType, function.doc()),
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.FORBIDDEN);
        planName = function.name();
        over = null;
    }

    CatalogAggregate(OverFunction function) {
        super(
                function.name(),
                null,
                SqlKind.OTHER_FUNCTION,
                new CatalogTypes(function::resultType),
                null,
                new CatalogTypes.Arguments(function::resultType, function.doc()),
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                true,
                Optionality.FORBIDDEN);
        planName = function.name();
        over = function;
    }

    /** Name of an aggregate in plans. */
    static String planName(SqlOperator operator) {
        return operator instanceof CatalogAggregate aggregate ? aggregate.planName : operator.getName();
    }

    /** The function that stands with OVER alone, empty for an aggregate. */
    static Optional<OverFunction> over(SqlAggFunction function) {
        return function instanceof CatalogAggregate aggregate ? Optional.ofNullable(aggregate.over) : Optional.empty();
    }

    @Override
    public boolean allowsFraming() {
        return true;
    }
}
