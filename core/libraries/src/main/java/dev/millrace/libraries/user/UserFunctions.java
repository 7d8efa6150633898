// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.user;

import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionLibrary;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.UserFunctionName;
import dev.millrace.udf.UserAggregateFunction;
import dev.millrace.udf.UserScalarFunction;
import dev.millrace.udf.UserTableFunction;
import java.util.List;
import java.util.Optional;

/** Finds a user's function by the name that a plan has for it. */
public final class UserFunctions implements FunctionLibrary {
    @Override
    public List<ScalarFunction> scalars() {
        return List.of();
    }

    @Override
    public List<AggregateFunction> aggregates() {
        return List.of();
    }

    @Override
    public Optional<ScalarFunction> scalar(String name) {
        return UserFunctionName.parse(name).map(UserClasses::create).flatMap(made -> ofRow(name, made));
    }

    private static Optional<ScalarFunction> ofRow(String name, Object made) {
        if (made instanceof UserScalarFunction code) {
            return Optional.of(new UserScalar(name, code));
        }
        return made instanceof UserTableFunction code ? Optional.of(new UserTable(name, code)) : Optional.empty();
    }

    @Override
    public Optional<AggregateFunction> aggregate(String name) {
        return UserFunctionName.parse(name)
                .map(UserClasses::create)
                .flatMap(made -> made instanceof UserAggregateFunction<?> code
                        ? Optional.of(new UserAggregate<>(name, code))
                        : Optional.empty());
    }
}
