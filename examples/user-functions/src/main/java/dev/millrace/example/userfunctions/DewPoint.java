// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.userfunctions;

import dev.millrace.model.DataType;
import dev.millrace.udf.Signature;
import dev.millrace.udf.UserScalarFunction;
import java.util.List;

/**
 * Dew point in degrees Celsius of a temperature in degrees Celsius and a relative humidity in percent, by the Magnus formula with
 * the coefficients of Alduchov and Eskridge (1996): within 0.4 K from -40 to 50 degrees.
 */
public final class DewPoint implements UserScalarFunction {
    private static final double A = 17.625;
    private static final double B = 243.04;

    @Override
    public Signature signature() {
        return Signature.of(DataType.DOUBLE, DataType.DOUBLE, DataType.DOUBLE);
    }

    @Override
    public Object call(List<Object> arguments) {
        Double temperature = (Double) arguments.get(0);
        Double humidity = (Double) arguments.get(1);
        if (temperature == null || humidity == null) {
            return null;
        }
        if (humidity <= 0 || humidity > 100) {
            throw new IllegalArgumentException("a humidity of " + humidity + " % is impossible");
        }
        double gamma = Math.log(humidity / 100) + A * temperature / (B + temperature);
        return B * gamma / (A - gamma);
    }
}
