// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import dev.millrace.plan.Literal;
import java.util.List;

/** Constant arguments as numbers; intervals are milliseconds. */
final class Constants {
    private Constants() {}

    static double number(Literal constant) {
        if (constant.value() instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("a constant argument is NULL");
    }

    /** The constant at a position, or what stands for it. */
    static double number(List<Literal> constants, int position, double otherwise) {
        return constants.size() > position ? number(constants.get(position)) : otherwise;
    }
}
