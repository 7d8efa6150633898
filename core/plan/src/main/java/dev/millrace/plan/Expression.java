// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.DataType;

/** An expression over the columns of one row, or of a match. */
public sealed interface Expression permits InputColumn, Literal, Call, PatternNavigation, PatternAggregate {

    DataType type();

    <R> R accept(Visitor<R> visitor);

    /** One method a kind of expression. */
    interface Visitor<R> {
        R inputColumn(InputColumn expression);

        R literal(Literal expression);

        R call(Call expression);

        R patternNavigation(PatternNavigation expression);

        R patternAggregate(PatternAggregate expression);
    }
}
