// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.ScalarFunction;
import java.util.List;
import java.util.stream.Stream;

/** The scalar functions that ship with Millrace. */
public final class ScalarFunctions {
    private ScalarFunctions() {}

    public static List<ScalarFunction> all() {
        return Stream.of(
                        MathFunctions.all(),
                        RoundingFunctions.all(),
                        ChoiceFunctions.all(),
                        TextFunctions.all(),
                        SearchFunctions.all(),
                        TimeFunctions.all(),
                        TimeTextFunctions.all(),
                        RegexpFunctions.all(),
                        CodingFunctions.all(),
                        ZoneFunctions.all(),
                        CollectionFunctions.all(),
                        ArrayFunctions.all(),
                        MapFunctions.all(),
                        UnitFunctions.all(),
                        GeoFunctions.all())
                .flatMap(List::stream)
                .toList();
    }
}
