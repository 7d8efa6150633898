// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.Emit;
import dev.millrace.plan.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlTableRef;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The target of an INSERT with its hints, and the rows of VALUES. */
final class InsertReader {
    private final SourceText source;
    private final SqlCatalog catalog;
    private final ValueReader values;

    InsertReader(SourceText source, SqlCatalog catalog, ValueReader values) {
        this.source = source;
        this.catalog = catalog;
        this.values = values;
    }

    /**
     * Where rows go.
     *
     * @param columns positions in the target's physical schema, in the order of the values
     * @param hintedEmit null without a hint
     * @param position of the table's name
     */
    record Target(TableDefinition table, List<Integer> columns, Emit hintedEmit, SqlParserPos position) {
        Target {
            columns = List.copyOf(columns);
        }
    }

    static boolean isValues(SqlInsert insert) {
        return insert.getSource().getKind() == SqlKind.VALUES;
    }

    Target target(SqlInsert insert) {
        SqlNode node = insert.getTargetTable();
        SqlIdentifier name = node instanceof SqlTableRef reference ? reference.operand(0) : (SqlIdentifier) node;
        TableDefinition table = table(name);
        Emit emit = node instanceof SqlTableRef reference ? hintedEmit(reference) : null;
        return new Target(table, columns(insert.getTargetColumnList(), table), emit, name.getParserPosition());
    }

    private TableDefinition table(SqlIdentifier id) {
        String name = id.names.get(id.names.size() - 1);
        if (catalog.view(name).isPresent()) {
            throw source.error(
                    SqlErrorCode.UNKNOWN_TABLE,
                    "\"" + name + "\" is a view, and rows can only be written into a table",
                    "Name one of the tables: " + String.join(", ", tableNames()) + ".",
                    id.getParserPosition());
        }
        return catalog.table(name)
                .orElseThrow(() -> source.error(
                        SqlErrorCode.UNKNOWN_TABLE,
                        "there is no table \"" + name + "\"",
                        Suggestions.didYouMean(name, tableNames()) + "Tables: " + String.join(", ", tableNames()) + ".",
                        id.getParserPosition()));
    }

    private List<String> tableNames() {
        return catalog.tables().stream().map(TableDefinition::name).toList();
    }

    private Emit hintedEmit(SqlTableRef reference) {
        Emit emit = null;
        for (SqlNode node : (SqlNodeList) reference.operand(1)) {
            SqlHint hint = (SqlHint) node;
            for (Map.Entry<String, String> option : hint.getOptionKVPairs().entrySet()) {
                if (!option.getKey().equals("emit")) {
                    throw source.error(
                            SqlErrorCode.UNKNOWN_OPTION,
                            "INSERT INTO takes no hint \"" + option.getKey() + "\"",
                            "Write  /*+ OPTIONS('emit'='eager') */  or put the option into WITH (...) of the table.",
                            hint.getParserPosition());
                }
                emit = Settings.emit(option.getValue())
                        .orElseThrow(() -> source.error(
                                SqlErrorCode.SETTING,
                                "emit is \"" + option.getValue() + "\" but must be one of "
                                        + String.join(", ", Settings.EMITS),
                                "Write  /*+ OPTIONS('emit'='eager') */.",
                                hint.getParserPosition()));
            }
        }
        return emit;
    }

    private List<Integer> columns(SqlNodeList names, TableDefinition table) {
        Schema schema = table.table().schema();
        if (names == null) {
            return IntStream.range(0, schema.size()).boxed().toList();
        }
        List<Integer> columns = new ArrayList<>();
        for (SqlNode node : names) {
            String name = ((SqlIdentifier) node).getSimple();
            int position = schema.indexOf(name);
            if (position < 0 || columns.contains(position)) {
                String fact = position < 0
                        ? "column \"" + name + "\" is not a physical column of table \"" + table.name() + "\""
                        : "column \"" + name + "\" is named twice";
                throw source.error(
                        position < 0 ? SqlErrorCode.UNKNOWN_COLUMN : SqlErrorCode.DUPLICATE_NAME,
                        fact,
                        Suggestions.didYouMean(name, schema.names()) + "Columns: " + String.join(", ", schema.names())
                                + ".",
                        node.getParserPosition());
            }
            columns.add(position);
        }
        return columns;
    }

    /** INSERT INTO ... VALUES. */
    CompiledScript.Insert values(SqlInsert insert) {
        Target target = target(insert);
        Schema schema = target.table().table().schema();
        List<Row> rows = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        for (SqlNode node : ((SqlCall) insert.getSource()).getOperandList()) {
            rows.add(row(target, schema, (SqlCall) node));
            lines.add(node.getParserPosition().getLineNum());
        }
        return new CompiledScript.Insert(target.table().name(), source.at(insert.getParserPosition()), rows, lines);
    }

    private Row row(Target target, Schema schema, SqlCall node) {
        List<SqlNode> operands = node.getKind() == SqlKind.ROW ? node.getOperandList() : List.of(node);
        if (operands.size() != target.columns().size()) {
            throw source.error(
                    SqlErrorCode.INSERT_COLUMNS,
                    "the row has " + operands.size() + " values, but \""
                            + target.table().name() + "\" takes "
                            + target.columns().size() + " ("
                            + String.join(
                                    ", ",
                                    target.columns().stream().map(schema::name).toList()) + ")",
                    "Give one value for each column, NULL where there is none.",
                    node.getParserPosition());
        }
        Row row = new Row(schema.size());
        for (int i = 0; i < operands.size(); i++) {
            int column = target.columns().get(i);
            row.setValue(column, schema.type(column), values.value(operands.get(i), schema.column(column)));
        }
        return row;
    }
}
