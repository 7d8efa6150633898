// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.util.List;
import java.util.Optional;

/** {@code SUM(value)}. */
final class Sum implements AggregateFunction {
    @Override
    public String name() {
        return "SUM";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                "SUM([DISTINCT] value)",
                "Sum in the type of the values, DECIMAL with 38 digits. NULL without values. A sum that does not fit its type"
                        + " is an OVERFLOW in the ledger.",
                "SUM(v) over 1, 2, NULL, 4",
                "7");
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        if (arguments.size() != 1 || !arguments.get(0).kind().isNumeric()) {
            return Optional.empty();
        }
        DataType type = arguments.get(0).withNullable(true);
        return Optional.of(type.kind() == TypeKind.DECIMAL ? DataType.decimal(38, type.scale()) : type);
    }

    @Override
    public Accumulator bind(List<DataType> arguments, DataType result) {
        if (result.kind().isFloating()) {
            return new DoubleSumAccumulator(arguments.get(0), result, false);
        }
        return result.kind() == TypeKind.DECIMAL
                ? new DecimalSumAccumulator(arguments.get(0), result, false)
                : new LongSumAccumulator(arguments.get(0), result, false);
    }
}
