// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.parser.MatchRecognize;
import dev.millrace.plan.Match.Skip;
import dev.millrace.plan.Match.SkipMode;
import dev.millrace.plan.Match.SortKey;
import dev.millrace.plan.Pattern;
import dev.millrace.sql.RowExpressions.RowColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeName;

/** Finds out what a MATCH_RECOGNIZE means over the columns of its input. */
final class MatchReader {
    private final SourceText source;
    private final SqlFunctions functions;
    private final RowExpressions rows;

    MatchReader(SourceText source, SqlFunctions functions, RowExpressions rows) {
        this.source = source;
        this.functions = functions;
        this.rows = rows;
    }

    MatchAnalysis read(MatchRecognize match, RelDataType input) {
        RowColumns columns = RowColumns.of(input);
        Pattern pattern = PatternReader.pattern(match.getPattern());
        Set<String> symbols = new LinkedHashSet<>(PatternReader.symbols(pattern));
        Map<String, List<String>> subsets = subsets(match, symbols);
        Set<String> names = new LinkedHashSet<>(symbols);
        names.addAll(subsets.keySet());
        MatchScopes scopes = new MatchScopes(source, rows, functions, columns, names);
        List<Integer> keys = keys(match, columns);
        List<SortKey> order = order(match, columns);
        Map<String, MatchExpression> measures = measures(match, scopes);
        RelDataType rowType = rowType(new Shape(match, columns, keys, order), measures);
        return new MatchAnalysis(
                match,
                keys,
                order,
                pattern,
                subsets,
                skip(match.getAfter(), scopes),
                match.getInterval() == null ? -1 : Intervals.millis(match.getInterval()),
                measures,
                definitions(match, scopes, symbols),
                rowType);
    }

    private Map<String, List<String>> subsets(MatchRecognize match, Set<String> symbols) {
        Map<String, List<String>> subsets = new LinkedHashMap<>();
        for (SqlNode node : match.getSubsetList()) {
            SqlCall subset = (SqlCall) node;
            SqlIdentifier name = subset.operand(0);
            if (symbols.contains(name.getSimple()) || subsets.containsKey(name.getSimple())) {
                throw source.error(
                        SqlErrorCode.PATTERN,
                        "SUBSET \"" + name.getSimple() + "\" has the name of a symbol or subset that is there already",
                        "Choose another name.",
                        name.getParserPosition());
            }
            List<String> members = new ArrayList<>();
            for (SqlNode member : (SqlNodeList) subset.operand(1)) {
                String symbol = member.toString();
                if (!symbols.contains(symbol)) {
                    throw source.error(
                            SqlErrorCode.PATTERN,
                            "SUBSET \"" + name.getSimple() + "\" names \"" + symbol + "\", which is not in the pattern",
                            Suggestions.didYouMean(symbol, symbols) + "Symbols: " + String.join(", ", symbols) + ".",
                            member.getParserPosition());
                }
                members.add(symbol);
            }
            subsets.put(name.getSimple(), members);
        }
        return subsets;
    }

    private List<Integer> keys(MatchRecognize match, RowColumns columns) {
        List<Integer> keys = new ArrayList<>();
        for (SqlNode node : match.getPartitionList()) {
            keys.add(column(node, "PARTITION BY", columns));
        }
        return keys;
    }

    private List<SortKey> order(MatchRecognize match, RowColumns columns) {
        List<SortKey> order = new ArrayList<>();
        for (SqlNode node : match.getOrderList()) {
            SqlNode inner = node;
            Boolean isNullsFirst = null;
            boolean isAscending = true;
            while (inner instanceof SqlCall call && isSortMark(call.getKind())) {
                isNullsFirst = call.getKind() == SqlKind.DESCENDING
                        ? isNullsFirst
                        : (Boolean) (call.getKind() == SqlKind.NULLS_FIRST);
                isAscending &= call.getKind() != SqlKind.DESCENDING;
                inner = call.operand(0);
            }
            // NULL is the greatest value unless it is said.
            boolean isFirst = isNullsFirst == null ? !isAscending : isNullsFirst;
            order.add(new SortKey(column(inner, "ORDER BY", columns), isAscending, isFirst));
        }
        return order;
    }

    private static boolean isSortMark(SqlKind kind) {
        return kind == SqlKind.DESCENDING || kind == SqlKind.NULLS_FIRST || kind == SqlKind.NULLS_LAST;
    }

    private int column(SqlNode node, String clause, RowColumns columns) {
        if (!(node instanceof SqlIdentifier id)) {
            throw source.error(
                    SqlErrorCode.PATTERN,
                    clause + " of MATCH_RECOGNIZE takes columns, not an expression",
                    "Compute the column in a view and read that.",
                    node.getParserPosition());
        }
        String name = id.names.get(id.names.size() - 1);
        int column = columns.names().indexOf(name);
        if (column < 0) {
            throw source.error(
                    SqlErrorCode.UNKNOWN_COLUMN,
                    "column \"" + name + "\" is not in the rows that MATCH_RECOGNIZE reads",
                    Suggestions.didYouMean(name, columns.names()) + "Columns: " + String.join(", ", columns.names())
                            + ".",
                    node.getParserPosition());
        }
        return column;
    }

    private Map<String, MatchExpression> measures(MatchRecognize match, MatchScopes scopes) {
        Map<String, MatchExpression> measures = new LinkedHashMap<>();
        MatchExpressionReader.Place place = new MatchExpressionReader.Place(null, match.isAllRows());
        for (SqlNode node : match.getMeasureList()) {
            SqlCall named = (SqlCall) node;
            SqlIdentifier name = named.operand(1);
            MatchExpression value = new MatchExpressionReader(scopes, place).read(named.operand(0));
            if (measures.put(name.getSimple(), value) != null) {
                throw duplicate(name.getSimple(), name);
            }
        }
        return measures;
    }

    private RuntimeException duplicate(String name, SqlNode node) {
        return source.error(
                SqlErrorCode.DUPLICATE_NAME,
                "MATCH_RECOGNIZE gives two columns named \"" + name + "\"",
                "Rename the measure.",
                node.getParserPosition());
    }

    private Map<String, MatchExpression> definitions(MatchRecognize match, MatchScopes scopes, Set<String> symbols) {
        Map<String, MatchExpression> definitions = new LinkedHashMap<>();
        for (SqlNode node : match.getPatternDefList()) {
            SqlCall named = (SqlCall) node;
            SqlIdentifier id = named.operand(1);
            String symbol = id.getSimple();
            if (!symbols.contains(symbol)) {
                throw source.error(
                        SqlErrorCode.PATTERN,
                        "DEFINE has a condition for \"" + symbol + "\", which is not in the pattern",
                        Suggestions.didYouMean(symbol, symbols) + "Symbols: " + String.join(", ", symbols) + ".",
                        id.getParserPosition());
            }
            MatchExpressionReader.Place place = new MatchExpressionReader.Place(symbol, false);
            MatchExpression condition = new MatchExpressionReader(scopes, place).read(named.operand(0));
            if (condition.rex().getType().getSqlTypeName() != SqlTypeName.BOOLEAN) {
                throw source.error(
                        SqlErrorCode.PATTERN_EXPRESSION,
                        "the condition of symbol \"" + symbol + "\" is "
                                + CalciteTypes.of(condition.rex().getType()).withNullable(true) + ", not BOOLEAN",
                        "Compare it with something, for example > 0.",
                        ((SqlNode) named.operand(0)).getParserPosition());
            }
            if (definitions.put(symbol, condition) != null) {
                throw source.error(
                        SqlErrorCode.PATTERN,
                        "DEFINE has two conditions for \"" + symbol + "\"",
                        "Join them with AND or OR.",
                        id.getParserPosition());
            }
        }
        return definitions;
    }

    private Skip skip(SqlNode after, MatchScopes scopes) {
        if (after instanceof SqlCall call) {
            SqlIdentifier symbol = call.operand(0);
            if (!scopes.symbols().contains(symbol.getSimple())) {
                throw scopes.unknown(symbol.getSimple(), symbol.getParserPosition());
            }
            boolean isFirst = call.getKind() == SqlKind.SKIP_TO_FIRST;
            return new Skip(isFirst ? SkipMode.TO_FIRST : SkipMode.TO_LAST, symbol.getSimple());
        }
        // Without the clause the standard goes on past the last row; Calcite and Flink with the next row.
        boolean isNext =
                after != null && ((SqlLiteral) after).getValue() == SqlMatchRecognize.AfterOption.SKIP_TO_NEXT_ROW;
        return new Skip(isNext ? SkipMode.TO_NEXT_ROW : SkipMode.PAST_LAST_ROW, "");
    }

    private record Shape(MatchRecognize match, RowColumns columns, List<Integer> keys, List<SortKey> order) {}

    /** Partition columns, measures; of ALL ROWS partition columns, order columns, measures, the other columns. */
    private RelDataType rowType(Shape shape, Map<String, MatchExpression> measures) {
        RelDataTypeFactory.Builder type = rows.typeFactory().builder();
        Set<Integer> seen = new LinkedHashSet<>(shape.keys());
        if (shape.match().isAllRows()) {
            shape.order().forEach(key -> seen.add(key.column()));
        }
        RowColumns columns = shape.columns();
        seen.forEach(c -> type.add(columns.names().get(c), columns.types().get(c)));
        measures.forEach((name, value) -> type.add(
                name, rows.typeFactory().createTypeWithNullability(value.rex().getType(), true)));
        for (int i = 0; shape.match().isAllRows() && i < columns.names().size(); i++) {
            if (!seen.contains(i)) {
                type.add(columns.names().get(i), columns.types().get(i));
            }
        }
        RelDataType built = type.build();
        Set<String> names = new HashSet<>();
        for (String name : built.getFieldNames()) {
            if (!names.add(name)) {
                throw duplicate(name, shape.match().getMeasureList());
            }
        }
        return built;
    }
}
