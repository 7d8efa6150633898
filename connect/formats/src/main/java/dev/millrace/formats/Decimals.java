// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import dev.millrace.model.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Fits decimal numbers into DECIMAL(precision, scale). */
final class Decimals {
    private Decimals() {}

    /**
     * The number with the scale of the type, rounded half up as an assignment in SQL is; null when it has more digits before
     * the point than the type. Safe for numbers with absurd exponents.
     */
    static BigDecimal fit(BigDecimal value, DataType type) {
        long digitsBeforePoint = (long) value.precision() - value.scale();
        if (value.signum() == 0 || digitsBeforePoint < -type.scale()) {
            return BigDecimal.ZERO.setScale(type.scale());
        }
        if (digitsBeforePoint > type.precision()) {
            return null;
        }
        BigDecimal fitted = value.setScale(type.scale(), RoundingMode.HALF_UP);
        return fitted.precision() > type.precision() ? null : fitted;
    }
}
