// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Expression;
import dev.millrace.plan.Literal;
import dev.millrace.plan.Output;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TimeRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Plans of all queries of a text; tables and views are planned once and shared by all that read them. */
final class QueryPlans {
    private final SourceText source;
    private final SqlCatalog catalog;
    private final TableUsage usage;
    private final Settings settings;
    private final Consumer<MillraceException> warnings;
    private final Map<String, PlanNode> tables = new HashMap<>();
    private final Map<ViewKey, PlanNode> views = new HashMap<>();

    private record ViewKey(String name, Emit emit) {}

    QueryPlans(
            SourceText source,
            SqlCatalog catalog,
            TableUsage usage,
            Settings settings,
            Consumer<MillraceException> warnings) {
        this.source = source;
        this.catalog = catalog;
        this.usage = usage;
        this.settings = settings;
        this.warnings = warnings;
    }

    /** {@code alerts}, and {@code alerts#2} for the second writer. */
    static String uniqueId(String target, List<Output> outputs) {
        long writers =
                outputs.stream().filter(o -> o.target().name().equals(target)).count();
        return writers == 0 ? target : target + "#" + (writers + 1);
    }

    Output select(String id, Algebra algebra, Emit emit) {
        NodeNames ids = new NodeNames(id);
        Relation relation = planner(algebra, ids, emit).plan(algebra.rel());
        PlanNode node =
                relation.withProjection(relation.projection(), algebra.names()).node(ids);
        usage.requireLookedUp(node, new Places(algebra.query()));
        Table table = Table.of(id, node.schema(), Map.of("connector", OptionCheck.SCENARIO));
        TableDefinition target = new TableDefinition(
                table,
                node.schema(),
                Relation.columns(node.schema()),
                Optional.empty(),
                TimeRule.DEFAULT,
                List.of(),
                Optional.empty());
        return new Output(id, target, node, emit, Identity.of(node).columns());
    }

    Output insert(String id, InsertReader.Target target, Algebra algebra, Emit emit) {
        NodeNames ids = new NodeNames(id);
        Relation relation = planner(algebra, ids, emit).plan(algebra.rel());
        Relation named = relation.withProjection(relation.projection(), algebra.names());
        PlanNode node = assigned(target, named, new Places(algebra.query())).node(ids);
        usage.requireLookedUp(node, new Places(algebra.query()));
        List<String> key = target.table().table().primaryKey();
        Schema schema = target.table().table().schema();
        List<Integer> keyColumns = key.isEmpty()
                ? Identity.of(node).columns()
                : key.stream().map(schema::indexOf).toList();
        return new Output(id, target.table(), node, emit, keyColumns);
    }

    /** The relation in the order and types of the target's columns. */
    private Relation assigned(InsertReader.Target target, Relation relation, Places places) {
        Schema schema = target.table().table().schema();
        List<Integer> columns = target.columns();
        if (columns.size() != relation.projection().size()) {
            throw source.error(
                    SqlErrorCode.INSERT_COLUMNS,
                    "the query gives " + relation.projection().size() + " columns ("
                            + String.join(", ", relation.names()) + "), but \""
                            + target.table().name() + "\" takes "
                            + columns.size() + " (" + names(schema, columns) + ")",
                    "Give one value for each column, or name the columns: INSERT INTO "
                            + target.table().name() + " (" + names(schema, columns) + ") SELECT ...",
                    target.position());
        }
        warnOfOrder(target, relation, schema);
        List<Expression> values = new ArrayList<>(Collections.nCopies(schema.size(), null));
        for (int i = 0; i < columns.size(); i++) {
            Column column = schema.column(columns.get(i));
            Expression value = relation.projection().get(i);
            requireAssignable(target, new Given(relation.names().get(i), value.type(), places.item(i)), column);
            values.set(columns.get(i), Casts.to(column.type(), value));
        }
        for (int i = 0; i < schema.size(); i++) {
            if (values.get(i) == null) {
                values.set(i, new Literal(null, schema.type(i)));
            }
        }
        return relation.withProjection(values, schema.names());
    }

    private static String names(Schema schema, List<Integer> columns) {
        return String.join(", ", columns.stream().map(schema::name).toList());
    }

    /** A column of the query. */
    private record Given(String name, DataType type, SqlParserPos position) {
        String shown() {
            return name.startsWith("EXPR$") ? "an expression" : "\"" + name + "\"";
        }
    }

    private void requireAssignable(InsertReader.Target target, Given given, Column column) {
        if (!Casts.isAssignable(given.type(), column.type())) {
            throw source.error(
                    SqlErrorCode.INSERT_TYPE,
                    "column \"" + column.name() + "\" of \"" + target.table().name() + "\" is " + column.type()
                            + ", but the query gives " + given.shown() + " of type " + given.type(),
                    "Convert it: CAST(" + (given.name().startsWith("EXPR$") ? "..." : given.name()) + " AS "
                            + column.type().withNullable(true) + ").",
                    given.position() == null ? target.position() : given.position());
        }
    }

    /** Columns go by position; the same names in another order are hardly meant. */
    private void warnOfOrder(InsertReader.Target target, Relation relation, Schema schema) {
        List<String> wanted = target.columns().stream().map(schema::name).toList();
        boolean isMixed =
                !wanted.equals(relation.names()) && new HashSet<>(wanted).equals(new HashSet<>(relation.names()));
        if (isMixed) {
            warnings.accept(source.error(
                    SqlErrorCode.COLUMN_ORDER,
                    "the query's columns (" + String.join(", ", relation.names()) + ") go into \""
                            + target.table().name() + "\" by position, which is (" + String.join(", ", wanted) + ")",
                    "Order the query's columns as the table has them.",
                    target.position()));
        }
    }

    private AlgebraPlanner planner(Algebra algebra, NodeNames ids, Emit emit) {
        Places places = new Places(algebra.query());
        return new AlgebraPlanner(new PlanContext(
                source,
                places,
                ids,
                emit,
                settings.limits(),
                usage,
                name -> read(name, emit, places),
                this::algebra,
                warnings));
    }

    private Optional<RelNode> algebra(String name) {
        return catalog.view(name).map(view -> view.algebra().rel());
    }

    private PlanNode read(String name, Emit emit, Places places) {
        Optional<TableDefinition> table = catalog.table(name);
        if (table.isPresent()) {
            usage.requireReadable(table.get(), places.table(name));
            return tables.computeIfAbsent(name, n -> scan(table.get()));
        }
        ViewKey key = new ViewKey(name, emit);
        PlanNode known = views.get(key);
        if (known == null) {
            known = view(catalog.view(name).orElseThrow(), emit);
            views.put(key, known);
        }
        return known;
    }

    private static PlanNode scan(TableDefinition table) {
        NodeNames ids = new NodeNames(table.name());
        Scan scan = new Scan(ids.next("scan"), table);
        return table.dedupe().map(d -> deduplicate(ids, scan, d)).orElse(scan);
    }

    /** The last column of the key is the sequence number or id, those before it name the device. */
    private static PlanNode deduplicate(NodeNames ids, Scan scan, TableDefinition.Dedupe dedupe) {
        List<Integer> columns = dedupe.columns();
        int last = columns.size() - 1;
        return new Deduplicate(
                ids.next("deduplicate"),
                scan,
                columns.subList(0, last),
                columns.get(last),
                dedupe.horizonMs(),
                scan.table().timeRule());
    }

    private PlanNode view(SqlCatalog.View view, Emit emit) {
        String suffix = emit == Emit.ON_CLOSE ? "" : "." + emit.name().toLowerCase(Locale.ROOT);
        NodeNames ids = new NodeNames(view.name() + suffix);
        Relation relation =
                planner(view.algebra(), ids, emit).plan(view.algebra().rel());
        return relation.withProjection(relation.projection(), view.schema().names())
                .node(ids);
    }
}
