// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;

/** MIN and MAX of numbers, text, bytes, booleans and times. */
final class Extreme implements AggregateFunction {
    private final String name;
    private final int sign;
    private final String text;

    /** Sign 1 for the greatest, -1 for the least value. */
    Extreme(String name, int sign, String text) {
        this.name = name;
        this.sign = sign;
        this.text = text;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                name + "(value)",
                text + " NULL without values.",
                name + "(v) over 4, NULL, 2, 7",
                sign > 0 ? "7" : "2");
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        boolean isTaken = arguments.size() == 1
                && switch (arguments.get(0).kind()) {
                    case ROW, ARRAY, MAP -> false;
                    default -> true;
                };
        return isTaken ? Optional.of(arguments.get(0).withNullable(true)) : Optional.empty();
    }

    @Override
    public Accumulator bind(List<DataType> arguments, DataType result) {
        DataType type = arguments.get(0);
        if (type.kind().isFloating()) {
            return new WordExtremeAccumulator(sign, true);
        }
        return type.kind().isWord()
                ? new WordExtremeAccumulator(sign, false)
                : new ObjectExtremeAccumulator(sign, type);
    }
}
