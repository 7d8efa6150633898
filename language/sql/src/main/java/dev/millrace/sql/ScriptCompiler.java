// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.Column;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;
import dev.millrace.parser.CreateFunction;
import dev.millrace.parser.CreateTable;
import dev.millrace.parser.CreateView;
import dev.millrace.parser.SetOption;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Compiles one text, statement by statement. Used once. */
final class ScriptCompiler {
    private final SourceText source;
    private final Use use;
    private final SqlCatalog catalog;
    private final FrontEnd frontEnd;
    private final FunctionReader functions;
    private final TableReader tables;
    private final InsertReader inserts;
    private final QueryPlans plans;
    private final Settings settings;
    private final TableUsage usage;
    private final List<CompiledScript.Insert> inserted = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<CompiledScript.Query> queries = new ArrayList<>();
    private final List<MillraceException> warnings = new ArrayList<>();

    /** What the text is for. */
    enum Use {
        /** Runs as it is: no rows and no bare queries. */
        PIPELINE,
        /** A test or a question: both are allowed. */
        SCENARIO
    }

    ScriptCompiler(SourceText source, ConnectorCatalog connectors, FunctionCatalog functions, Use use) {
        this.source = source;
        this.use = use;
        CalciteTypes types = new CalciteTypes();
        catalog = new SqlCatalog(types);
        SqlFunctions sqlFunctions = new SqlFunctions(functions);
        frontEnd = new FrontEnd(source, catalog, sqlFunctions, types);
        this.functions = new FunctionReader(source, sqlFunctions);
        TypeReader typeReader = new TypeReader(source, frontEnd);
        tables = new TableReader(source, frontEnd, typeReader, new TableOptions(source, connectors));
        inserts = new InsertReader(source, catalog, new ValueReader(source, typeReader));
        usage = new TableUsage(source, connectors);
        settings = new Settings(source);
        plans = new QueryPlans(source, catalog, usage, settings, warnings::add);
    }

    CompiledScript compile(String name) {
        List<SqlNode> statements = SqlScript.parse(source).statements();
        // Functions and tables first: a text may use what it creates further down.
        statements.stream()
                .filter(CreateFunction.class::isInstance)
                .map(CreateFunction.class::cast)
                .forEach(this.functions::read);
        List<CreateTable> created = statements.stream()
                .filter(CreateTable.class::isInstance)
                .map(CreateTable.class::cast)
                .toList();
        TableBases bases = new TableBases(source, created);
        created.forEach(table -> createTable(bases.whole(table)));
        for (SqlNode statement : statements) {
            if (!(statement instanceof CreateTable) && !(statement instanceof CreateFunction)) {
                guarded(statement);
            }
        }
        Pipeline pipeline = new Pipeline(settings.pipelineName(name), source.text(), catalog.tables(), outputs);
        return new CompiledScript(pipeline, inserted, queries, warnings);
    }

    private void createTable(CreateTable create) {
        requireNewName(create.identifier().getSimple(), create.identifier().getParserPosition());
        TableReader.Read read = tables.read(create);
        catalog.add(read.table(), read.units());
    }

    /** A failure that nobody foresaw still names its statement. */
    private void guarded(SqlNode statement) {
        try {
            compile(statement);
        } catch (MillraceException e) {
            throw e;
        } catch (RuntimeException e) {
            MillraceException defect = MillraceException.of(
                    SqlErrorCode.DEFECT,
                    "the statement could not be planned: " + e,
                    "Report the statement; a simpler form of it may work.",
                    e);
            throw defect.at(source.at(statement.getParserPosition()), source.text());
        }
    }

    private void compile(SqlNode statement) {
        if (statement instanceof CreateView view) {
            createView(view);
        } else if (statement instanceof SetOption set) {
            settings.set(set);
        } else if (statement instanceof SqlInsert insert) {
            insert(insert);
        } else if (statement.isA(SqlKind.QUERY) || statement.getKind() == SqlKind.ORDER_BY) {
            select(statement);
        } else {
            throw source.error(
                    SqlErrorCode.STATEMENT,
                    "a " + statement.getKind().lowerName.replace('_', ' ') + " statement is not part of the language",
                    switch (statement.getKind()) {
                        case EXPLAIN -> "./millrace explain FILE  shows the plan of every statement.";
                        case DESCRIBE_TABLE, DESCRIBE_SCHEMA ->
                            "./millrace check FILE  lists its tables and what is wrong with them.";
                        default ->
                            "Use CREATE TABLE, CREATE VIEW, CREATE FUNCTION, INSERT INTO, SELECT, SET 'name' = 'value'"
                                    + " and EXECUTE STATEMENT SET.";
                    },
                    statement.getParserPosition());
        }
    }

    private void createView(CreateView view) {
        String name = view.identifier().getSimple();
        requireNewName(name, view.identifier().getParserPosition());
        Algebra algebra = frontEnd.algebra(new QueryRewriter(source, catalog::table).rewrite(view.query()));
        Schema schema = CalciteTypes.schema(algebra.rel().getRowType());
        List<String> names = view.columnNames().isEmpty() ? algebra.names() : view.columnNames();
        if (names.size() != schema.size()) {
            throw source.error(
                    SqlErrorCode.INSERT_COLUMNS,
                    "view \"" + name + "\" names " + names.size() + " columns, but its query has " + schema.size(),
                    "Name each column of the query: " + String.join(", ", algebra.names()) + ".",
                    view.identifier().getParserPosition());
        }
        requireDistinct(names, "view \"" + name + "\"", view.identifier().getParserPosition());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(new Column(names.get(i), schema.type(i)));
        }
        catalog.add(new SqlCatalog.View(name, algebra, new Schema(columns)));
    }

    /** Lengths of time live inside expressions; no format has them. */
    private void requireNoInterval(Algebra algebra, SqlParserPos position) {
        for (Column column : CalciteTypes.schema(algebra.rel().getRowType()).columns()) {
            TypeKind kind = column.type().kind();
            if (kind == TypeKind.INTERVAL_DAY || kind == TypeKind.INTERVAL_MONTH) {
                throw source.error(
                        SqlErrorCode.INSERT_TYPE,
                        "column \"" + column.name() + "\" of the query is a length of time, which no result can hold",
                        "Make it a number: TIMESTAMPDIFF(SECOND, earlier, later).",
                        position);
            }
        }
    }

    private void requireDistinct(List<String> names, String where, SqlParserPos position) {
        for (int i = 0; i < names.size(); i++) {
            if (names.indexOf(names.get(i)) < i) {
                throw source.error(
                        SqlErrorCode.DUPLICATE_NAME,
                        where + " has two columns named \"" + names.get(i) + "\"",
                        "Rename one of them with AS.",
                        position);
            }
        }
    }

    private void requireNewName(String name, SqlParserPos position) {
        if (catalog.names().contains(name)) {
            throw source.error(
                    SqlErrorCode.DUPLICATE_NAME,
                    "there are two tables or views named \"" + name + "\"",
                    "Rename one of them.",
                    position);
        }
    }

    private void insert(SqlInsert insert) {
        if (InsertReader.isValues(insert)) {
            requireScenario("INSERT INTO ... VALUES", insert);
            inserted.add(inserts.values(insert));
            return;
        }
        InsertReader.Target target = inserts.target(insert);
        usage.requireWritable(target.table(), target.position());
        Algebra algebra = frontEnd.algebra(new QueryRewriter(source, catalog::table).rewrite(insert.getSource()));
        new ColumnUnits(source).requireSame(target, algebra, catalog);
        String id = QueryPlans.uniqueId(target.table().name(), outputs);
        var emit = Settings.emit(Optional.ofNullable(target.hintedEmit()), target.table(), settings);
        add(plans.insert(id, target, algebra, emit), insert);
    }

    private void select(SqlNode query) {
        requireScenario("SELECT", query);
        Algebra algebra = frontEnd.algebra(new QueryRewriter(source, catalog::table).rewrite(query));
        requireDistinct(algebra.names(), "the query", query.getParserPosition());
        requireNoInterval(algebra, query.getParserPosition());
        String id = "query#"
                + (1 + outputs.stream().filter(o -> o.id().startsWith("query#")).count());
        add(plans.select(id, algebra, settings.emit()), query);
    }

    private void add(Output output, SqlNode statement) {
        outputs.add(output);
        SqlParserPos position = statement.getParserPosition();
        queries.add(new CompiledScript.Query(output.id(), source.at(position), source.slice(position)));
    }

    private void requireScenario(String what, SqlNode statement) {
        if (use == Use.PIPELINE) {
            throw source.error(
                    SqlErrorCode.STATEMENT,
                    what + " is for scenario files, but this is a pipeline",
                    "Write  INSERT INTO <table> SELECT ...  or run the file with  millrace test.",
                    statement.getParserPosition());
        }
    }
}
