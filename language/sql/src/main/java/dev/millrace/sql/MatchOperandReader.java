// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.sql.MatchExpressionReader.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;

/** Reads what stands in one navigation or aggregate: an expression over one row, whose columns all have one symbol or none. */
final class MatchOperandReader extends SqlShuttle {
    private final MatchScopes scopes;
    private final SqlNode outer;
    private final Place place;
    private final List<MatchPart> parts = new ArrayList<>();
    /** Null until a column was seen. */
    private String symbol;

    MatchOperandReader(MatchScopes scopes, SqlNode outer, Place place) {
        this.scopes = scopes;
        this.outer = outer;
        this.place = place;
    }

    MatchExpression read(SqlNode operand) {
        parts.clear();
        SqlNode plain = operand.accept(this);
        List<String> names = new ArrayList<>();
        parts.forEach(p -> names.add("$part" + names.size()));
        RelDataType[] types = parts.stream().map(MatchPart::type).toArray(RelDataType[]::new);
        return new MatchExpression(scopes.rows().rex(plain, scopes.columns().with(names, List.of(types))), parts);
    }

    /** Symbol whose rows are meant, empty text for all. */
    String symbol() {
        return symbol == null ? "" : symbol;
    }

    void take(String seen, SqlNode node) {
        if (symbol != null && !symbol.equals(seen)) {
            throw refuse(
                    shown() + " names rows of " + shown(symbol) + " and of " + shown(seen),
                    "All columns in it must have the same symbol: SUM(A.x) - SUM(B.x).",
                    node);
        }
        symbol = seen;
    }

    private String shown() {
        return outer instanceof SqlCall call ? call.getOperator().getName() : "the expression";
    }

    private static String shown(String symbol) {
        return symbol.isEmpty() ? "any symbol" : "\"" + symbol + "\"";
    }

    @Override
    public SqlNode visit(SqlIdentifier id) {
        MatchScopes.Name name = scopes.name(id);
        if (name.column() == null) {
            throw refuse(shown() + " takes no *", "Name a column; COUNT(*) and COUNT(A.*) count rows.", id);
        }
        take(name.symbol(), id);
        return name.column();
    }

    @Override
    public SqlNode visit(SqlCall call) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        if (name.equals("CLASSIFIER")) {
            return classifier(call);
        }
        boolean isNavigation = call.getKind() == SqlKind.FIRST
                || call.getKind() == SqlKind.LAST
                || call.getKind() == SqlKind.PREV
                || call.getKind() == SqlKind.NEXT;
        boolean isAggregate = scopes.functions().isAggregate(call);
        boolean isMode = call.getKind() == SqlKind.RUNNING || call.getKind() == SqlKind.FINAL;
        if (isNavigation || isAggregate || isMode || SqlFunctions.MATCH_FUNCTIONS.contains(name)) {
            throw refuse(
                    name + " stands in " + shown() + ", which is about one row at a time",
                    isAggregate || !isNavigation
                            ? "Take it out: aggregates do not nest."
                            : "Compute the difference for each row in a view before: x - LAG(x) OVER (...).",
                    call);
        }
        return super.visit(call);
    }

    private SqlNode classifier(SqlCall call) {
        if (call.operandCount() > 0) {
            SqlIdentifier id = call.operand(0);
            if (!scopes.symbols().contains(id.getSimple())) {
                throw scopes.unknown(id.getSimple(), id.getParserPosition());
            }
            take(id.getSimple(), call);
        } else {
            take("", call);
        }
        RelDataType text = scopes.rows()
                .typeFactory()
                .createTypeWithNullability(
                        scopes.rows().typeFactory().createSqlType(SqlTypeName.VARCHAR, Integer.MAX_VALUE), true);
        parts.add(new MatchPart.Special("CLASSIFIER", !place.isCondition(), text));
        return new SqlIdentifier("$part" + (parts.size() - 1), call.getParserPosition());
    }

    private RuntimeException refuse(String fact, String hint, SqlNode node) {
        return scopes.error(SqlErrorCode.PATTERN_EXPRESSION, fact, hint, node.getParserPosition());
    }
}
