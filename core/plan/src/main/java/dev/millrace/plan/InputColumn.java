// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.DataType;

/** Value of a column of the current row. */
public record InputColumn(int column, DataType type) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.inputColumn(this);
    }
}
