// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.unit.Unit;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.parser.ColumnDefinition;
import dev.millrace.parser.CreateTable;
import dev.millrace.parser.Watermark;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TableDefinition.TimeAttribute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** CREATE TABLE to {@link TableDefinition}. */
final class TableReader {
    private final SourceText source;
    private final FrontEnd frontEnd;
    private final TypeReader types;
    private final TableOptions options;

    TableReader(SourceText source, FrontEnd frontEnd, TypeReader types, TableOptions options) {
        this.source = source;
        this.frontEnd = frontEnd;
        this.types = types;
        this.options = options;
    }

    /**
     * A table.
     *
     * @param units of its columns, null where there is none
     */
    record Read(TableDefinition table, List<Unit> units) {}

    Read read(CreateTable create) {
        requireDistinctNames(create);
        List<Column> physical = new ArrayList<>();
        SortedMap<String, String> metadata = new TreeMap<>();
        for (ColumnDefinition column : create.elements().columns()) {
            if (!column.isComputed()) {
                physical.add(new Column(column.name(), types.type(column.type())));
                column.metadataKey().ifPresent(key -> metadata.put(column.name(), key));
            }
        }
        Schema stored = new Schema(physical);
        List<Column> all = new ArrayList<>();
        List<Expression> projection = new ArrayList<>();
        List<Unit> units = new ArrayList<>();
        List<Unit> storedUnits = storedUnits(create);
        for (ColumnDefinition column : create.elements().columns()) {
            Unit unit = units().written(column);
            Expression expression;
            if (column.isComputed() && ProcessingTime.isCall(column.expression())) {
                expression = ProcessingTime.value();
            } else if (column.isComputed()) {
                FrontEnd.Computed computed = frontEnd.expression(column.expression(), stored, storedUnits);
                expression = PlanContext.translate(computed.node(), Relation.columns(stored));
                unit = unit == null ? computed.unit() : unit;
            } else {
                expression = stored(column, stored);
            }
            all.add(new Column(column.name(), expression.type()));
            projection.add(expression);
            units.add(unit);
        }
        Schema schema = new Schema(all);
        Table table = new Table(
                create.identifier().getSimple(), stored, metadata, primaryKey(create, schema), options.texts(create));
        Optional<TimeAttribute> time = create.elements().watermark().map(w -> time(w, schema));
        return new Read(options.apply(create, new TableOptions.Parts(table, schema, projection, time)), units);
    }

    private static Expression stored(ColumnDefinition column, Schema stored) {
        int position = stored.indexOf(column.name());
        return new InputColumn(position, stored.type(position));
    }

    private ColumnUnits units() {
        return new ColumnUnits(source);
    }

    private List<Unit> storedUnits(CreateTable create) {
        List<Unit> units = new ArrayList<>();
        create.elements().columns().stream().filter(c -> !c.isComputed()).forEach(c -> units.add(units().written(c)));
        return units;
    }

    private void requireDistinctNames(CreateTable create) {
        Set<String> names = new HashSet<>();
        for (ColumnDefinition column : create.elements().columns()) {
            if (!names.add(column.name())) {
                throw source.error(
                        SqlErrorCode.DUPLICATE_NAME,
                        "column \"" + column.name() + "\" is defined twice in table \""
                                + create.identifier().getSimple() + "\"",
                        "Rename or remove one of them.",
                        column.identifier().getParserPosition());
            }
        }
    }

    private List<String> primaryKey(CreateTable create, Schema schema) {
        List<String> names = new ArrayList<>();
        for (SqlIdentifier column : create.elements().primaryKey()) {
            names.add(schema.name(position(column, schema)));
        }
        return names;
    }

    private int position(SqlIdentifier column, Schema schema) {
        String name = column.getSimple();
        int position = schema.indexOf(name);
        if (position < 0) {
            throw source.error(
                    SqlErrorCode.UNKNOWN_COLUMN,
                    "column \"" + name + "\" is not among the columns of this table",
                    Suggestions.didYouMean(name, schema.names()) + "Columns: " + String.join(", ", schema.names())
                            + ".",
                    column.getParserPosition());
        }
        return position;
    }

    private TimeAttribute time(Watermark watermark, Schema schema) {
        int column = position(watermark.column(), schema);
        DataType type = schema.type(column);
        if (!type.kind().isTimestamp()) {
            throw source.error(
                    SqlErrorCode.WATERMARK,
                    "WATERMARK is for column \"" + schema.name(column) + "\" of type " + type
                            + ", but time is a TIMESTAMP(3)",
                    "Make it TIMESTAMP(3), or compute one:  t AS TO_TIMESTAMP_LTZ(" + schema.name(column) + ", 3).",
                    watermark.column().getParserPosition());
        }
        return new TimeAttribute(column, boundMs(watermark));
    }

    /** {@code ts} or {@code ts - INTERVAL ...}. */
    private long boundMs(Watermark watermark) {
        SqlNode expression = watermark.expression();
        String column = watermark.column().getSimple();
        if (isColumn(expression, column)) {
            return 0;
        }
        boolean isLess = expression.getKind() == SqlKind.MINUS
                && isColumn(((SqlCall) expression).operand(0), column)
                && Intervals.isConstant(((SqlCall) expression).operand(1));
        long boundMs = isLess ? Intervals.millis(((SqlCall) expression).operand(1)) : -1;
        if (boundMs < 0) {
            throw source.error(
                    SqlErrorCode.WATERMARK,
                    "the watermark of \"" + column + "\" is not \"" + column + "\" less a constant interval",
                    "Write  WATERMARK FOR " + column + " AS " + column + " - INTERVAL '5' SECOND.",
                    expression.getParserPosition());
        }
        return boundMs;
    }

    private static boolean isColumn(SqlNode node, String column) {
        return node instanceof SqlIdentifier id
                && id.isSimple()
                && id.getSimple().equals(column);
    }
}
