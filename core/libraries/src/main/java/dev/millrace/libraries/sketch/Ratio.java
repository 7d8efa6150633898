// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.sketch;

import dev.millrace.functions.Numbers;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;

/** The arguments (number, ratio) of percentiles. */
final class Ratio {
    private final String function;
    private final Numbers.DoubleReader value;
    private final Numbers.DoubleReader ratio;

    Ratio(String function, List<DataType> arguments) {
        this.function = function;
        this.value = Numbers.asDouble(arguments.get(0));
        this.ratio = Numbers.asDouble(arguments.get(1));
    }

    static Optional<DataType> resultType(List<DataType> arguments) {
        boolean isTaken = arguments.size() == 2
                && arguments.stream().allMatch(a -> a.kind().isNumeric());
        return isTaken ? Optional.of(DataType.DOUBLE) : Optional.empty();
    }

    /** The number, which is not NULL; throws when it is none that can be ordered. */
    double value(Slot[] arguments) {
        double number = value.read(arguments[0]);
        if (!Double.isFinite(number)) {
            throw new ArithmeticException(function + " of " + number);
        }
        return number;
    }

    /** The ratio; throws when it is not between 0 and 1. */
    double ratio(Slot[] arguments) {
        double wanted = arguments[1].isNull ? Double.NaN : ratio.read(arguments[1]);
        if (!(wanted >= 0 && wanted <= 1)) {
            throw new ArithmeticException("the second argument of " + function + " is " + wanted
                    + " but must be from 0 to 1, for example 0.95");
        }
        return wanted;
    }
}
