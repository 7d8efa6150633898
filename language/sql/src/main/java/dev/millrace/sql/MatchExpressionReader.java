// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.sql.MatchPart.MatchRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Reads one expression of MEASURES or DEFINE: takes out what is not of the current row, so that Calcite sees an expression over
 * columns. The standard's rules are checked here, because Calcite rewrites navigations in ways that lose their meaning.
 */
final class MatchExpressionReader extends SqlShuttle {
    private final MatchScopes scopes;
    private final Place place;
    private final List<MatchPart> parts = new ArrayList<>();
    /** Whether what is read stands in FINAL. */
    private boolean isFinal;

    /**
     * Where an expression stands.
     *
     * @param defined symbol whose condition it is, null in MEASURES
     * @param isAllRows whether measures are shown for each row, so that RUNNING and FINAL differ
     */
    record Place(String defined, boolean isAllRows) {
        boolean isCondition() {
            return defined != null;
        }
    }

    MatchExpressionReader(MatchScopes scopes, Place place) {
        this.scopes = scopes;
        this.place = place;
        isFinal = !place.isCondition() && !place.isAllRows();
    }

    MatchExpression read(SqlNode expression) {
        SqlNode plain = expression.accept(this);
        RexNode rex = scopes.rows().rex(plain, columns());
        return new MatchExpression(rex, parts);
    }

    private RowExpressions.RowColumns columns() {
        return scopes.columns()
                .with(names(parts.size()), parts.stream().map(MatchPart::type).toList());
    }

    private static List<String> names(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("$part" + i);
        }
        return names;
    }

    private SqlNode placed(MatchPart part, SqlParserPos position) {
        parts.add(part);
        return new SqlIdentifier("$part" + (parts.size() - 1), position);
    }

    @Override
    public SqlNode visit(SqlIdentifier id) {
        MatchScopes.Name name = scopes.name(id);
        boolean isCurrent =
                place.isCondition() && (name.symbol().isEmpty() || name.symbol().equals(place.defined()));
        if (name.column() == null || isCurrent) {
            return name.column() == null ? id : name.column();
        }
        return placed(navigation(new MatchRow(name.symbol(), false, 0, 0, isFinal), id), id.getParserPosition());
    }

    @Override
    public SqlNode visit(SqlCall call) {
        return switch (call.getKind()) {
            case RUNNING, FINAL -> withMode(call);
            case FIRST, LAST, PREV, NEXT -> navigate(call);
            case FILTER -> filtered(call);
            case OVER -> throw refuse("OVER stands in MATCH_RECOGNIZE", "Aggregate over the symbol: SUM(A.x).", call);
            case AS, CAST -> super.visit(call);
            default -> special(call);
        };
    }

    private SqlNode special(SqlCall call) {
        String name = call.getOperator().getName().toUpperCase(java.util.Locale.ROOT);
        if (SqlFunctions.MATCH_FUNCTIONS.contains(name)) {
            return matchFunction(name, call);
        }
        return scopes.functions().isAggregate(call) ? aggregate(call, null) : super.visit(call);
    }

    private SqlNode matchFunction(String name, SqlCall call) {
        boolean isForMeasures = place.isCondition() && !name.equals("CLASSIFIER") && !name.equals("MATCH_NUMBER");
        if (isForMeasures) {
            throw refuse(
                    name + "() stands in DEFINE, where the match is not complete",
                    "Use it in MEASURES; the time of the current row is the time attribute itself.",
                    call);
        }
        if (call.operandCount() > 0) {
            SqlIdentifier symbol = call.operand(0);
            requireSymbol(symbol);
            MatchPart label = new MatchPart.Special("CLASSIFIER", isFinal, text());
            MatchExpression operand = onlyPart(label);
            return placed(
                    new MatchPart.Navigation(new MatchRow(symbol.getSimple(), false, 0, 0, isFinal), operand, text()),
                    call.getParserPosition());
        }
        RelDataType type =
                switch (name) {
                    case "CLASSIFIER" -> text();
                    case "MATCH_NUMBER" -> nullable(scopes.rows().typeFactory().createSqlType(SqlTypeName.BIGINT));
                    default -> scopes.rows().type(call, scopes.columns());
                };
        return placed(new MatchPart.Special(name, isFinal, type), call.getParserPosition());
    }

    private MatchExpression onlyPart(MatchPart part) {
        SqlNode id = new SqlIdentifier("$part0", SqlParserPos.ZERO);
        return new MatchExpression(
                scopes.rows().rex(id, scopes.columns().with(List.of("$part0"), List.of(part.type()))), List.of(part));
    }

    private void requireSymbol(SqlIdentifier symbol) {
        if (!scopes.symbols().contains(symbol.getSimple())) {
            throw scopes.unknown(symbol.getSimple(), symbol.getParserPosition());
        }
    }

    private RelDataType text() {
        return nullable(scopes.rows().typeFactory().createSqlType(SqlTypeName.VARCHAR, Integer.MAX_VALUE));
    }

    private RelDataType nullable(RelDataType type) {
        return scopes.rows().typeFactory().createTypeWithNullability(type, true);
    }

    private SqlNode withMode(SqlCall call) {
        boolean isFinalNow = call.getKind() == SqlKind.FINAL;
        if (isFinalNow && place.isCondition()) {
            throw refuse(
                    "FINAL stands in DEFINE, where the match is not complete",
                    "Leave FINAL out: a condition sees the rows so far.",
                    call);
        }
        SqlNode inner = call.operand(0);
        boolean isMoving = inner instanceof SqlCall part
                && (isNavigation(part.getKind())
                        || part.getKind() == SqlKind.FILTER
                        || scopes.functions().isAggregate(part)
                        || part.getOperator().getName().equalsIgnoreCase("CLASSIFIER"));
        boolean isColumn = inner instanceof SqlIdentifier;
        if (!isMoving && !isColumn) {
            throw refuse(
                    call.getOperator().getName() + " stands before something that is the same for every row of a match",
                    "It goes before FIRST, LAST and aggregates: FINAL LAST(A.x), RUNNING SUM(A.x).",
                    call);
        }
        boolean outer = isFinal;
        // ONE ROW PER MATCH shows the last row of the match, where RUNNING and FINAL are the same.
        isFinal = isFinalNow || (!place.isCondition() && !place.isAllRows());
        SqlNode read = inner.accept(this);
        isFinal = outer;
        return read;
    }

    private static boolean isNavigation(SqlKind kind) {
        return kind == SqlKind.FIRST || kind == SqlKind.LAST || kind == SqlKind.PREV || kind == SqlKind.NEXT;
    }

    private SqlNode navigate(SqlCall call) {
        boolean isFirst = false;
        boolean isLogical = false;
        boolean isFinalHere = isFinal;
        int logical = 0;
        int physical = 0;
        SqlNode node = call;
        while (node instanceof SqlCall step && (isNavigation(step.getKind()) || isMode(step.getKind()))) {
            if (isMode(step.getKind())) {
                isFinalHere |= step.getKind() == SqlKind.FINAL;
                node = step.operand(0);
                continue;
            }
            boolean isPhysical = step.getKind() == SqlKind.PREV || step.getKind() == SqlKind.NEXT;
            if (isLogical) {
                throw refuse(
                        step.getOperator().getName() + " stands in " + (isFirst ? "FIRST" : "LAST"),
                        "FIRST and LAST go inside: PREV(LAST(A.x, 1), 2).",
                        step);
            }
            int offset = offset(step);
            if (isPhysical) {
                physical += step.getKind() == SqlKind.PREV ? -offset : offset;
            } else {
                isLogical = true;
                isFirst = step.getKind() == SqlKind.FIRST;
                logical = offset;
            }
            node = step.operand(0);
        }
        MatchOperandReader operand = new MatchOperandReader(scopes, call, place);
        MatchExpression value = operand.read(node);
        // PREV(x) without a symbol starts from the row itself, as it does with the symbol that is defined.
        MatchRow row = new MatchRow(operand.symbol(), isFirst, logical, physical, isFinalHere);
        boolean isHere = place.isCondition()
                && !isFirst
                && logical == 0
                && physical == 0
                && (row.symbol().isEmpty() || row.symbol().equals(place.defined()));
        RelDataType type = nullable(value.rex().getType());
        return isHere
                ? placed(
                        new MatchPart.Navigation(new MatchRow("", false, 0, 0, false), value, type),
                        call.getParserPosition())
                : placed(new MatchPart.Navigation(row, value, type), call.getParserPosition());
    }

    private static boolean isMode(SqlKind kind) {
        return kind == SqlKind.FINAL || kind == SqlKind.RUNNING;
    }

    private MatchPart navigation(MatchRow row, SqlIdentifier id) {
        MatchExpression value = new MatchOperandReader(scopes, id, place).read(id);
        return new MatchPart.Navigation(row, value, nullable(value.rex().getType()));
    }

    private int offset(SqlCall step) {
        SqlNode offset = step.operandCount() > 1 ? step.operand(1) : null;
        if (offset instanceof SqlLiteral literal && literal.getValue() instanceof BigDecimal number) {
            boolean isWhole =
                    number.signum() >= 0 && number.stripTrailingZeros().scale() <= 0;
            if (isWhole && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) < 0) {
                return number.intValue();
            }
        }
        throw refuse(
                step.getOperator().getName() + " has an offset that is not a whole number of 0 or more",
                "Write it as in " + step.getOperator().getName() + "(A.x, 2).",
                offset == null ? step : offset);
    }

    /** {@code agg(x) FILTER (WHERE c)} is {@code agg(CASE WHEN c THEN x END)}: NULL counts in no aggregate. */
    private SqlNode filtered(SqlCall call) {
        SqlCall function = call.operand(0);
        return aggregate(function, call.operand(1));
    }

    private SqlNode aggregate(SqlCall call, SqlNode filter) {
        String function = call.getOperator().getName().toUpperCase(java.util.Locale.ROOT);
        boolean isDistinct = call.getFunctionQuantifier() != null
                && call.getFunctionQuantifier().getValue() == SqlSelectKeyword.DISTINCT;
        MatchOperandReader operand = new MatchOperandReader(scopes, call, place);
        List<MatchExpression> arguments = new ArrayList<>();
        List<RelDataType> types = new ArrayList<>();
        for (SqlNode argument : call.getOperandList()) {
            if (argument instanceof SqlIdentifier id && id.isStar()) {
                operand.take(scopes.name(id).symbol(), id);
                if (filter != null) {
                    arguments.add(
                            operand.read(when(filter, SqlLiteral.createExactNumeric("1", call.getParserPosition()))));
                }
                continue;
            }
            MatchExpression value = operand.read(filter == null ? argument : when(filter, argument));
            arguments.add(value);
            types.add(value.rex().getType());
        }
        RelDataType type = arguments.isEmpty() || call.getOperandList().stream().anyMatch(MatchExpressionReader::isStar)
                ? scopes.rows().typeFactory().createSqlType(SqlTypeName.BIGINT)
                : typeOf(call, types);
        return placed(
                new MatchPart.Aggregate(function, operand.symbol(), arguments, isDistinct, isFinal, nullable(type)),
                call.getParserPosition());
    }

    private static boolean isStar(SqlNode node) {
        return node instanceof SqlIdentifier id && id.isStar();
    }

    private static SqlNode when(SqlNode condition, SqlNode value) {
        SqlParserPos position = value.getParserPosition();
        return new SqlCase(
                position,
                null,
                new SqlNodeList(List.of(condition), position),
                new SqlNodeList(List.of(value), position),
                SqlLiteral.createNull(position));
    }

    /** Calcite derives the type from arguments that are plain columns. */
    private RelDataType typeOf(SqlCall call, List<RelDataType> types) {
        List<SqlNode> arguments = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            arguments.add(new SqlIdentifier("$part" + i, call.operand(i).getParserPosition()));
        }
        SqlCall plain = new SqlBasicCall(call.getOperator(), arguments, call.getParserPosition());
        return scopes.rows().type(plain, scopes.columns().with(names(types.size()), types));
    }

    private RuntimeException refuse(String fact, String hint, SqlNode node) {
        return scopes.error(SqlErrorCode.PATTERN_EXPRESSION, fact, hint, node.getParserPosition());
    }
}
