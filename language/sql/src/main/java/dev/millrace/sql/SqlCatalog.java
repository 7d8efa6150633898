// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.unit.Unit;
import dev.millrace.model.Schema;
import dev.millrace.plan.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** Tables and views of one text, in order of creation. */
final class SqlCatalog {
    private final CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    private final CalciteTypes types;
    private final Map<String, TableDefinition> tables = new LinkedHashMap<>();
    private final Map<String, View> views = new LinkedHashMap<>();
    private final Map<String, List<Unit>> units = new HashMap<>();

    /**
     * A view.
     *
     * @param algebra what the query means; planned anew for each way to emit
     * @param schema with the view's own column names
     */
    record View(String name, Algebra algebra, Schema schema) {}

    SqlCatalog(CalciteTypes types) {
        this.types = types;
    }

    /** A table and the units of its columns, null where there is none. */
    void add(TableDefinition table, List<Unit> columnUnits) {
        tables.put(table.name(), table);
        units.put(table.name(), columnUnits);
        root.add(table.name(), new NamedRows(types.rowType(table.schema(), columnUnits)));
    }

    void add(View view) {
        views.put(view.name(), view);
        root.add(
                view.name(),
                new NamedRows(types.rowType(view.schema(), view.algebra().units())));
    }

    CalciteSchema root() {
        return root;
    }

    Optional<TableDefinition> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** Unit of a column of a table, null when it has none. */
    Unit unit(TableDefinition table, String column) {
        return units.get(table.name()).get(table.schema().indexOf(column));
    }

    Optional<View> view(String name) {
        return Optional.ofNullable(views.get(name));
    }

    List<TableDefinition> tables() {
        return List.copyOf(tables.values());
    }

    /** Names of tables, then of views. */
    List<String> names() {
        List<String> names = new ArrayList<>(tables.keySet());
        names.addAll(views.keySet());
        return names;
    }

    /** Column names of those of the given tables that exist. */
    Map<String, List<String>> columnsOf(List<String> names) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (String name : names) {
            table(name).ifPresent(t -> columns.put(name, t.schema().names()));
            view(name).ifPresent(v -> columns.put(name, v.schema().names()));
        }
        return columns;
    }

    /** What Calcite sees of a table or view. */
    private static final class NamedRows extends AbstractTable {
        private final RelDataType rowType;

        NamedRows(RelDataType rowType) {
            this.rowType = rowType;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory factory) {
            return rowType;
        }
    }
}
