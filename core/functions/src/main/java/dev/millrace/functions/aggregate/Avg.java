// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.util.List;
import java.util.Optional;

/** {@code AVG(value)}. As in Flink the mean of whole numbers is a whole number, its fraction cut off. */
final class Avg implements AggregateFunction {
    @Override
    public String name() {
        return "AVG";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                "AVG([DISTINCT] value)",
                "Mean in the type of the values, so AVG of INT cuts the fraction off; cast to DOUBLE to keep it. NULL without"
                        + " values.",
                "AVG(v) over 20.5, 21.5, NULL",
                "21.0");
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        if (arguments.size() != 1 || !arguments.get(0).kind().isNumeric()) {
            return Optional.empty();
        }
        DataType type = arguments.get(0).withNullable(true);
        return Optional.of(type.kind() == TypeKind.DECIMAL ? DataType.decimal(38, Math.max(6, type.scale())) : type);
    }

    @Override
    public Accumulator bind(List<DataType> arguments, DataType result) {
        DataType argument = arguments.get(0);
        if (argument.kind().isFloating() || (result.kind().isFloating() && argument.kind() != TypeKind.DECIMAL)) {
            return new DoubleSumAccumulator(argument, result, true);
        }
        return argument.kind() == TypeKind.DECIMAL || result.kind() == TypeKind.DECIMAL
                ? new DecimalSumAccumulator(argument, result, true)
                : new LongSumAccumulator(argument, result, true);
    }
}
