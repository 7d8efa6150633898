// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import dev.millrace.model.TypeKind;
import dev.millrace.plan.Literal;

/**
 * How fast an EWMA forgets.
 *
 * @param alpha weight of a reading, above 0 and at most 1; without meaning when there is a half-life
 * @param halfLifeMs after which a reading has half its weight, 0 for none
 */
record Smoothing(double alpha, double halfLifeMs) {
    static Smoothing of(Literal constant) {
        double value = Constants.number(constant);
        if (constant.type().kind() == TypeKind.INTERVAL_DAY) {
            if (value <= 0) {
                throw new IllegalArgumentException("the half-life is " + (long) value + " ms, it must be above 0");
            }
            return new Smoothing(1, value);
        }
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException("alpha is " + value + ", it must be above 0 and at most 1");
        }
        return new Smoothing(value, 0);
    }
}
