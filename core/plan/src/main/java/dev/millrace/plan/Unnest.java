// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Every row once for each element of a collection that an expression makes of it. Output columns: those of the input, then the
 * element (of a ROW its fields, of a MAP key and value), then its number from 1 when that is wanted. Keeps no state.
 *
 * @param collection ARRAY or MAP; a map's entries come in the order of the map
 * @param isOuter whether a row whose collection is NULL or empty comes once, with NULL for the element
 * @param hasOrdinality whether the number of the element is the last column
 */
public record Unnest(
        String id,
        PlanNode input,
        Expression collection,
        boolean isOuter,
        boolean hasOrdinality,
        Schema schema,
        int timeColumn,
        List<Integer> resultKey)
        implements PlanNode {
    public Unnest {
        resultKey = List.copyOf(resultKey);
        int columns = input.schema().size()
                + elements(collection.type(), hasOrdinality).size();
        if (schema.size() != columns) {
            throw new IllegalArgumentException(
                    "a row and its element have " + columns + " columns, not " + schema.size());
        }
    }

    /** Columns that an element of a collection adds to a row. */
    public static List<Column> elements(DataType collection, boolean hasOrdinality) {
        List<Column> columns = new ArrayList<>();
        if (collection.kind() == TypeKind.MAP) {
            columns.add(new Column("KEY", collection.elements().get(0)));
            columns.add(new Column("VALUE", collection.element()));
        } else if (collection.kind() != TypeKind.ARRAY) {
            throw new IllegalArgumentException("UNNEST takes an ARRAY or a MAP, not " + collection);
        } else if (collection.element().kind() == TypeKind.ROW) {
            columns.addAll(collection.element().fields());
        } else {
            columns.add(new Column("element", collection.element()));
        }
        if (hasOrdinality) {
            columns.add(new Column("ORDINALITY", DataType.INT));
        }
        return columns;
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.unnest(this);
    }
}
