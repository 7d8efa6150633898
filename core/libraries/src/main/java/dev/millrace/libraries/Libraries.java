// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries;

import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionLibrary;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.libraries.json.JsonFunctions;
import dev.millrace.libraries.sketch.ApproximateCount;
import dev.millrace.libraries.sketch.ApproximatePercentile;
import dev.millrace.libraries.sketch.Percentile;
import java.util.List;

/** All functions of this module. */
public final class Libraries implements FunctionLibrary {
    @Override
    public List<ScalarFunction> scalars() {
        return JsonFunctions.all();
    }

    @Override
    public List<AggregateFunction> aggregates() {
        return List.of(new ApproximateCount(), new ApproximatePercentile(), new Percentile());
    }
}
