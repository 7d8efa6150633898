// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.Literal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;

/** Calcite's row expressions to ours. Nothing is folded here: the kernel does, with its own semantics. */
class RexTranslator extends RexVisitorImpl<Expression> {
    private static final Map<SqlKind, String> NAMES = Map.ofEntries(
            Map.entry(SqlKind.PLUS, "+"),
            Map.entry(SqlKind.MINUS, "-"),
            Map.entry(SqlKind.TIMES, "*"),
            Map.entry(SqlKind.DIVIDE, "/"),
            Map.entry(SqlKind.MOD, "%"),
            Map.entry(SqlKind.MINUS_PREFIX, "MINUS"),
            Map.entry(SqlKind.EQUALS, "="),
            Map.entry(SqlKind.NOT_EQUALS, "<>"),
            Map.entry(SqlKind.LESS_THAN, "<"),
            Map.entry(SqlKind.LESS_THAN_OR_EQUAL, "<="),
            Map.entry(SqlKind.GREATER_THAN, ">"),
            Map.entry(SqlKind.GREATER_THAN_OR_EQUAL, ">="),
            Map.entry(SqlKind.IS_NULL, "IS_NULL"),
            Map.entry(SqlKind.IS_NOT_NULL, "IS_NOT_NULL"),
            Map.entry(SqlKind.IS_TRUE, "IS_TRUE"),
            Map.entry(SqlKind.IS_NOT_TRUE, "IS_NOT_TRUE"),
            Map.entry(SqlKind.IS_FALSE, "IS_FALSE"),
            Map.entry(SqlKind.IS_NOT_FALSE, "IS_NOT_FALSE"),
            Map.entry(SqlKind.IS_UNKNOWN, "IS_NULL"),
            Map.entry(SqlKind.IS_DISTINCT_FROM, "IS_DISTINCT_FROM"),
            Map.entry(SqlKind.IS_NOT_DISTINCT_FROM, "IS_NOT_DISTINCT_FROM"),
            Map.entry(SqlKind.ARRAY_VALUE_CONSTRUCTOR, "ARRAY"),
            Map.entry(SqlKind.MAP_VALUE_CONSTRUCTOR, "MAP"),
            Map.entry(SqlKind.SAFE_CAST, "TRY_CAST"),
            Map.entry(SqlKind.REINTERPRET, "CAST"));

    private static final Set<String> COMPARING =
            Set.of("=", "<>", "<", "<=", ">", ">=", "IS_DISTINCT_FROM", "IS_NOT_DISTINCT_FROM");

    private static final Set<String> PROMOTING =
            Set.of("+", "-", "*", "/", "=", "<>", "<", "<=", ">", ">=", "IS_DISTINCT_FROM", "IS_NOT_DISTINCT_FROM");

    private final RexBuilder builder;
    private final List<Expression> inputs;
    private final Map<RexNode, Expression> overs;

    /**
     * A translator for rows whose columns are the given expressions.
     *
     * @param overs what stands for each OVER, or for the call of {@link OverFilter} around it
     */
    RexTranslator(RexBuilder builder, List<Expression> inputs, Map<RexNode, Expression> overs) {
        super(true);
        this.builder = builder;
        this.inputs = inputs;
        this.overs = overs;
    }

    final Expression translate(RexNode node) {
        return RexUtil.expandSearch(builder, null, node).accept(this);
    }

    final List<Expression> inputs() {
        return inputs;
    }

    final Expression input(int column) {
        return inputs.get(column);
    }

    @Override
    public Expression visitInputRef(RexInputRef ref) {
        return input(ref.getIndex());
    }

    @Override
    public Expression visitLiteral(RexLiteral literal) {
        return Literals.of(literal);
    }

    @Override
    public Expression visitOver(RexOver over) {
        return overs.get(over);
    }

    @Override
    public Expression visitFieldAccess(RexFieldAccess access) {
        Expression row = access.getReferenceExpr().accept(this);
        Literal position = new Literal(access.getField().getIndex(), DataType.INT);
        return new Call("FIELD", List.of(row, position), CalciteTypes.of(access.getType()));
    }

    @Override
    public Expression visitCall(RexCall call) {
        if (OverFilter.is(call)) {
            return overs.get(call);
        }
        List<Expression> arguments =
                call.getOperands().stream().map(o -> o.accept(this)).toList();
        DataType type = CalciteTypes.of(call.getType());
        return switch (call.getKind()) {
            case PLUS_PREFIX -> arguments.get(0);
            case CAST -> cast(call, arguments.get(0), type);
            case MINUS -> new Call("-", promoted("-", arguments), type);
            default -> {
                String name = name(call);
                yield JsonCalls.NAMES.contains(name)
                        ? JsonCalls.of(name, call, arguments)
                        : name.startsWith("IS NOT JSON")
                                ? new Call("NOT", List.of(new Call(name.replace("NOT ", ""), arguments, type)), type)
                                : new Call(name, promoted(name, timed(name, arguments)), type);
            }
        };
    }

    static String name(RexCall call) {
        String known = NAMES.get(call.getKind());
        if (known != null) {
            return known;
        }
        if (call.getOperator() instanceof CatalogScalar scalar) {
            return scalar.planName();
        }
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        return switch (name) {
            case "DATETIME_PLUS" -> "+";
            case "MINUS_DATE" -> "-";
            case "MOD" -> "%";
            case "/INT" -> "/";
            default -> name;
        };
    }

    private static Expression cast(RexCall call, Expression argument, DataType type) {
        boolean isSame = argument.type().withNullable(true).equals(type.withNullable(true));
        Expression value = isSame ? argument : new Call("CAST", List.of(argument), type);
        int length = call.getType().getPrecision();
        boolean isCut = type.kind() == TypeKind.STRING && length > 0 && length < Integer.MAX_VALUE;
        return isCut ? new Call("SUBSTRING", List.of(value, whole(1), whole(length)), type) : value;
    }

    private static Literal whole(int value) {
        return new Literal(value, DataType.INT.withNullable(false));
    }

    /** A text beside a time is read as one, as in Flink; Calcite does so for {@code <} and {@code >} alone. */
    private static List<Expression> timed(String name, List<Expression> arguments) {
        if (!COMPARING.contains(name) || arguments.size() != 2) {
            return arguments;
        }
        DataType left = arguments.get(0).type();
        DataType right = arguments.get(1).type();
        if (isTime(left.kind()) && right.kind() == TypeKind.STRING) {
            return List.of(arguments.get(0), new Call("CAST", List.of(arguments.get(1)), left.withNullable(true)));
        }
        return isTime(right.kind()) && left.kind() == TypeKind.STRING
                ? List.of(new Call("CAST", List.of(arguments.get(0)), right.withNullable(true)), arguments.get(1))
                : arguments;
    }

    private static boolean isTime(TypeKind kind) {
        return kind.isTimestamp() || kind == TypeKind.DATE || kind == TypeKind.TIME;
    }

    /** A number written beside a DOUBLE is made a DOUBLE here, so that no row pays for it. */
    private static List<Expression> promoted(String name, List<Expression> arguments) {
        boolean isFloating = PROMOTING.contains(name)
                && arguments.stream().anyMatch(a -> a.type().kind() == TypeKind.DOUBLE);
        return isFloating ? arguments.stream().map(Literals::asDouble).toList() : arguments;
    }
}
