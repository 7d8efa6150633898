// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.DataType;

/**
 * A constant.
 *
 * @param value boxed as {@link dev.millrace.model.Row#valueAt} gives it (intervals: Long milliseconds or months); null for
 *     NULL
 */
public record Literal(Object value, DataType type) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.literal(this);
    }
}
