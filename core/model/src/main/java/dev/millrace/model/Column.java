// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

import java.util.Objects;

/** A named, typed column. Names are case-sensitive. */
public record Column(String name, DataType type) {
    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
