// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.unit.Unit;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** Calcite's part: a parsed query to relational algebra, an expression over a row to row expressions. */
final class FrontEnd implements RowExpressions {
    private final SourceText source;
    private final SqlCatalog catalog;
    private final SqlFunctions functions;
    private final CalciteTypes types;
    private final RelOptCluster cluster;

    FrontEnd(SourceText source, SqlCatalog catalog, SqlFunctions functions, CalciteTypes types) {
        this.source = source;
        this.catalog = catalog;
        this.functions = functions;
        this.types = types;
        HepPlanner planner = new HepPlanner(HepProgram.builder().build(), Contexts.empty());
        // Without an executor of its own the builder folds constants with Calcite's semantics instead of ours.
        planner.setExecutor((builder, constants, folded) -> folded.addAll(constants));
        planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
        cluster = RelOptCluster.create(planner, new RexBuilder(types));
    }

    /** Algebra of a query that {@link QueryRewriter} has gone over. */
    Algebra algebra(SqlNode query) {
        CalciteCatalogReader reader = reader();
        QueryValidator validator = validator(reader);
        return checked(query, () -> {
            SqlNode valid = validator.validate(query);
            functions.requireKnown(valid, source);
            new Comparisons(validator, source).check(valid);
            validator.checkUnions(valid);
            RelRoot root = converter(reader, validator).convertQuery(valid, false, true);
            RelDataType row = validator.getValidatedNodeType(valid);
            return new Algebra(query, root.project(), row.getFieldNames(), UnitType.ofRow(row));
        });
    }

    /**
     * An expression over a row.
     *
     * @param unit null when it has none
     */
    record Computed(RexNode node, Unit unit) {}

    /** An expression over the columns of a schema, with their units. */
    Computed expression(SqlNode expression, Schema schema, List<Unit> units) {
        List<RelDataType> columnTypes = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            columnTypes.add(types.withUnit(types.toCalcite(schema.type(i)), units.get(i)));
        }
        CalciteCatalogReader reader = reader();
        return checked(
                expression,
                () -> computed(validator(reader), reader, expression, new RowColumns(schema.names(), columnTypes)));
    }

    @Override
    public RexNode rex(SqlNode expression, RowColumns columns) {
        CalciteCatalogReader reader = reader();
        QueryValidator validator = validator(reader);
        return computed(validator, reader, expression, columns).node();
    }

    private Computed computed(
            QueryValidator validator, CalciteCatalogReader reader, SqlNode expression, RowColumns columns) {
        Map<String, RelDataType> columnTypes = new HashMap<>();
        Map<String, RexNode> inputs = new HashMap<>();
        for (int i = 0; i < columns.names().size(); i++) {
            RelDataType type = columns.types().get(i);
            columnTypes.put(columns.names().get(i), type);
            inputs.put(columns.names().get(i), cluster.getRexBuilder().makeInputRef(type, i));
        }
        SqlNode valid = validator.validateParameterizedExpression(expression, columnTypes);
        functions.requireKnown(valid, source);
        new Comparisons(validator, source).check(valid);
        return new Computed(converter(reader, validator).convertExpression(valid, inputs), validator.unit(valid));
    }

    @Override
    public RelDataType type(SqlNode expression, RowColumns columns) {
        QueryValidator validator = validator(reader());
        Map<String, RelDataType> columnTypes = new HashMap<>();
        for (int i = 0; i < columns.names().size(); i++) {
            columnTypes.put(columns.names().get(i), columns.types().get(i));
        }
        SqlNode valid = validator.validateParameterizedExpression(expression, columnTypes);
        functions.requireKnown(valid, source);
        return validator.getValidatedNodeType(valid);
    }

    @Override
    public RelDataTypeFactory typeFactory() {
        return types;
    }

    /** A validator to derive written types with. */
    SqlValidator types() {
        return validator(reader());
    }

    private interface Step<T> {
        T run();
    }

    private <T> T checked(SqlNode node, Step<T> step) {
        try {
            return step.run();
        } catch (CalciteContextException e) {
            throw new ValidationErrors(source, catalog, functions, QueryNames.of(node, catalog)).of(e);
        } catch (NoTimestamp e) {
            throw new ValidationErrors(source, catalog, functions, QueryNames.of(node, catalog)).of(e);
        } catch (MillraceException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            throw unexpected(node, e);
        }
    }

    /** Calcite gives up in many ways without a place; the message still names the statement. */
    private MillraceException unexpected(SqlNode node, Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && !(cause instanceof CalciteContextException)) {
            cause = cause.getCause();
        }
        if (cause instanceof CalciteContextException context) {
            return new ValidationErrors(source, catalog, functions, QueryNames.of(node, catalog)).of(context);
        }
        String detail = String.valueOf(cause.getMessage()).split("\n", 2)[0];
        MillraceException refused = MillraceException.of(
                SqlErrorCode.NOT_VALID,
                "the statement cannot be planned: " + detail,
                "Write it with the clauses that docs/sql.md shows.",
                error);
        return refused.at(source.at(node.getParserPosition()), source.text());
    }

    private CalciteCatalogReader reader() {
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "true");
        return new CalciteCatalogReader(catalog.root(), List.of(), types, new CalciteConnectionConfigImpl(properties));
    }

    private QueryValidator validator(CalciteCatalogReader reader) {
        return new QueryValidator(
                source,
                functions,
                reader,
                SqlValidator.Config.DEFAULT
                        .withConformance(Dialect.CONFORMANCE)
                        .withTypeCoercionEnabled(false)
                        // As in Flink: NULL is the least value.
                        .withDefaultNullCollation(NullCollation.LOW)
                        .withIdentifierExpansion(true),
                new MatchReader(source, functions, this));
    }

    private QueryConverter converter(CalciteCatalogReader reader, QueryValidator validator) {
        SqlToRelConverter.Config config = SqlToRelConverter.config()
                .withExpand(false)
                .withTrimUnusedFields(false)
                .withInSubQueryThreshold(Integer.MAX_VALUE)
                .addRelBuilderConfigTransform(c -> c.withSimplify(false).withBloat(-1));
        return new QueryConverter(validator, reader, cluster, config);
    }
}
