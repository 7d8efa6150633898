// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.UserFunctionName;
import dev.millrace.model.MillraceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlNameMatcher;

/** Functions by name: ours first, for names that we do not have Calcite's. */
final class SqlFunctions implements SqlOperatorTable {
    static final String MATCH_ROWTIME = "MATCH_ROWTIME";
    static final String EVIDENCE = "EVIDENCE";
    static final String MATCH_TIMED_OUT = "MATCH_TIMED_OUT";

    /** Functions that only have a meaning in MEASURES or DEFINE. */
    static final Set<String> MATCH_FUNCTIONS =
            Set.of("CLASSIFIER", "MATCH_NUMBER", MATCH_ROWTIME, EVIDENCE, MATCH_TIMED_OUT);

    /** Functions whose arguments have a grammar of their own; Calcite's operators stay in place for them. */
    private static final Set<String> SPECIAL_SYNTAX = Set.of(
            "CAST",
            "TRY_CAST",
            "EXTRACT",
            "TIMESTAMPDIFF",
            "TIMESTAMPADD",
            "TRIM",
            "POSITION",
            "OVERLAY",
            "FLOOR",
            "CEIL",
            "CASE",
            "LIKE",
            "COUNT",
            "MIN",
            "MAX",
            "RANK",
            "DENSE_RANK",
            "NTH_VALUE",
            "ROW",
            "ARRAY",
            "MAP",
            "JSON_VALUE",
            "JSON_QUERY",
            "JSON_EXISTS",
            "JSON_OBJECT",
            "JSON_ARRAY",
            "IS JSON VALUE",
            "IS JSON OBJECT",
            "IS JSON ARRAY",
            "IS JSON SCALAR",
            "CURRENT_TIMESTAMP");

    /** What the kernel has besides the catalog, and what the planner takes apart. */
    private static final Set<String> BUILT_IN = Set.of(
            "CAST",
            "SIMILAR TO",
            "NOT SIMILAR TO",
            "MOD",
            "TRY_CAST",
            "CASE",
            "ROW",
            "ITEM",
            "DESCRIPTOR",
            "CLASSIFIER",
            "MATCH_NUMBER",
            "FIRST",
            "LAST",
            "PREV",
            "NEXT",
            "RUNNING",
            "FINAL",
            "COUNT",
            "MIN",
            "MAX",
            "LAG",
            "LEAD",
            "ROW_NUMBER",
            "GROUPING",
            "GROUPING_ID",
            "GROUP_ID",
            "RANK",
            "DENSE_RANK",
            "NTILE",
            "NTH_VALUE",
            "PERCENT_RANK",
            "CUME_DIST");

    private static final Set<String> CLOCKS = Set.of(
            "CURRENT_TIMESTAMP",
            "LOCALTIMESTAMP",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "LOCALTIME",
            "PROCTIME",
            "NOW",
            "CURRENT_ROW_TIMESTAMP");

    private static final Set<String> RANDOM = Set.of("UUID", "RAND", "RAND_INTEGER", "RANDOM");

    private final FunctionCatalog catalog;
    private final Map<String, SqlOperator> own = new LinkedHashMap<>();
    private final SqlOperatorTable standard = SqlStdOperatorTable.instance();

    SqlFunctions(FunctionCatalog catalog) {
        this.catalog = catalog;
        for (String name : List.of("TUMBLE", "HOP", "CUMULATE", "SESSION")) {
            add(new WindowTableFunction(name));
        }
        add(new GroupWindowFunction());
        add(new FlinkCast());
        add(new FlinkCast("TRY_CAST", SqlKind.SAFE_CAST));
        WindowPropertyFunction.ALL.forEach(this::add);
        OverFilter.ALL.forEach(this::add);
        LagFunction.ALL.forEach(this::add);
        add(SystemTimeFunction.FUNCTION);
        add(niladic(MATCH_ROWTIME, SqlFunctions::rowTime));
        add(niladic(EVIDENCE, SqlFunctions::text));
        add(niladic(MATCH_TIMED_OUT, binding -> nullable(binding.getTypeFactory(), SqlTypeName.BOOLEAN)));
        NumberAggregate.ALL.forEach(this::add);
        catalog.scalars().forEach(f -> addUnlessSpecial(new CatalogScalar(f)));
        catalog.aggregates().forEach(f -> addUnlessSpecial(new CatalogAggregate(f)));
        catalog.overs().forEach(f -> addUnlessSpecial(new CatalogAggregate(f)));
    }

    private void add(SqlOperator operator) {
        own.put(operator.getName(), operator);
    }

    private void addUnlessSpecial(SqlOperator operator) {
        if (!SPECIAL_SYNTAX.contains(operator.getName())) {
            add(operator);
        }
    }

    /** Whether a function of that name exists. */
    boolean isTaken(String name) {
        return isKnown(name.toUpperCase(Locale.ROOT));
    }

    /** Makes a user's function known; false when its class is no function, an exception when there is no class. */
    boolean addUser(String name, UserFunctionName function) {
        String upper = name.toUpperCase(Locale.ROOT);
        catalog.scalar(function.toString()).ifPresent(f -> add(new CatalogScalar(upper, f)));
        if (!own.containsKey(upper)) {
            catalog.aggregate(function.toString()).ifPresent(f -> add(new CatalogAggregate(upper, f)));
        }
        return own.containsKey(upper);
    }

    private static SqlBasicFunction niladic(String name, SqlReturnTypeInference type) {
        return SqlBasicFunction.create(name, type, OperandTypes.NILADIC)
                .withFunctionType(SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .withKind(SqlKind.OTHER_FUNCTION);
    }

    private static RelDataType rowTime(org.apache.calcite.sql.SqlOperatorBinding binding) {
        return nullable(binding.getTypeFactory(), SqlTypeName.TIMESTAMP, 3);
    }

    private static RelDataType text(org.apache.calcite.sql.SqlOperatorBinding binding) {
        return nullable(binding.getTypeFactory(), SqlTypeName.VARCHAR, Integer.MAX_VALUE);
    }

    private static RelDataType nullable(RelDataTypeFactory factory, SqlTypeName name) {
        return factory.createTypeWithNullability(factory.createSqlType(name), true);
    }

    private static RelDataType nullable(RelDataTypeFactory factory, SqlTypeName name, int precision) {
        return factory.createTypeWithNullability(factory.createSqlType(name, precision), true);
    }

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher matcher) {
        boolean isOurs = name.isSimple() && (syntax == SqlSyntax.FUNCTION || syntax == SqlSyntax.SPECIAL);
        SqlOperator operator = isOurs ? own(name.getSimple()) : null;
        if (operator != null) {
            found.add(operator);
        } else {
            standard.lookupOperatorOverloads(name, category, syntax, found, matcher);
        }
    }

    /** The parser calls TRANSLATE by the number of its arguments. */
    private SqlOperator own(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return own.get(upper.equals("TRANSLATE3") ? "TRANSLATE" : upper);
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        List<SqlOperator> all = new ArrayList<>(own.values());
        all.addAll(standard.getOperatorList());
        return all;
    }

    /** Whether a call, validated or not, is of an aggregate function. */
    boolean isAggregate(SqlCall call) {
        if (!(call.getOperator() instanceof SqlFunction function)) {
            return false;
        }
        if (function.isAggregator()) {
            return true;
        }
        if (function.getNameAsId() == null || !function.getNameAsId().isSimple()) {
            return false;
        }
        List<SqlOperator> found = new ArrayList<>();
        lookupOperatorOverloads(
                function.getNameAsId(),
                null,
                SqlSyntax.FUNCTION,
                found,
                org.apache.calcite.sql.validate.SqlNameMatchers.withCaseSensitive(false));
        return found.stream().anyMatch(SqlOperator::isAggregator);
    }

    /** Names that a user may call, for suggestions. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(List.of(
                "COUNT",
                "MIN",
                "MAX",
                "LAG",
                "LEAD",
                "ROW_NUMBER",
                "RANK",
                "DENSE_RANK",
                "NTH_VALUE",
                "CLASSIFIER",
                "MATCH_NUMBER"));
        own.keySet().stream().filter(n -> n.matches("[A-Z][A-Z0-9_]*")).forEach(names::add);
        catalog.scalars().forEach(f -> names.add(f.name()));
        return names;
    }

    /** Refuses what Calcite knows and the kernel does not. */
    void requireKnown(SqlNode valid, SourceText source) {
        valid.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
                boolean isFunction = call.getOperator() instanceof SqlFunction || call.getKind() == SqlKind.SIMILAR;
                if (isFunction && !isKnown(name) && !SystemTimeFunction.is(name)) {
                    throw unknown(name, source, call.getParserPosition());
                }
                return super.visit(call);
            }
        });
    }

    MillraceException unknown(String name, SourceText source, SqlParserPos position) {
        String upper = name.toUpperCase(Locale.ROOT);
        boolean isClock = CLOCKS.contains(upper);
        boolean isRandom = RANDOM.contains(upper);
        return source.error(
                SqlErrorCode.UNKNOWN_FUNCTION,
                "there is no function \"" + name + "\"",
                isRandom
                        ? "A replay must give the same results, so a pipeline has no chance: take an identifier from"
                                + " the reading, or MD5 of its columns."
                        : isClock
                                ? "A replay must give the same results, so a pipeline has no clock: use the time"
                                        + " attribute of the table."
                                : Suggestions.didYouMean(upper, names()) + "docs/functions.md lists all functions.",
                position);
    }

    private boolean isKnown(String name) {
        return own.containsKey(name)
                || BUILT_IN.contains(name)
                || catalog.scalar(name).isPresent()
                || catalog.aggregate(name).isPresent();
    }
}
