// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionDoc;
import java.util.List;

/** The aggregate functions that ship with Millrace. */
public final class AggregateFunctions {
    private AggregateFunctions() {}

    public static List<AggregateFunction> all() {
        return List.of(
                new Count(),
                new Sum(),
                new Avg(),
                new Extreme("MIN", -1, "Least value; text by its UTF-16 units."),
                new Extreme("MAX", 1, "Greatest value; text by its UTF-16 units."),
                new Variance("VAR_POP", true, false, doc("VAR_POP", "Variance of all values.", "4.0")),
                new Variance(
                        "VAR_SAMP", false, false, sampleDoc("VAR_SAMP", "Variance of a sample", "4.571428571428571")),
                new Variance("VARIANCE", false, false, sampleDoc("VARIANCE", "As VAR_SAMP", "4.571428571428571")),
                new Variance("STDDEV_POP", true, true, doc("STDDEV_POP", "Standard deviation of all values.", "2.0")),
                new Variance(
                        "STDDEV_SAMP",
                        false,
                        true,
                        sampleDoc("STDDEV_SAMP", "Standard deviation of a sample", "2.138089935299395")),
                new Variance("STDDEV", false, true, sampleDoc("STDDEV", "As STDDEV_SAMP", "2.138089935299395")),
                new EdgeValue("FIRST_VALUE", true),
                new EdgeValue("LAST_VALUE", false),
                new Collected(true),
                new Collected(false));
    }

    private static FunctionDoc doc(String name, String text, String result) {
        return new FunctionDoc(
                name + "(value)", text + " NULL without values.", name + "(v) over 2, 4, 4, 4, 5, 5, 7, 9", result);
    }

    private static FunctionDoc sampleDoc(String name, String text, String result) {
        return doc(name, text + ", NULL for fewer than two values.", result);
    }
}
