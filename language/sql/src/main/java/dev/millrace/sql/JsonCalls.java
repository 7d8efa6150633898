// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.DataType;
import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlJsonEmptyOrError;
import org.apache.calcite.sql.SqlJsonQueryEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;

/** The clauses of SQL/JSON calls as plain arguments in fixed places, as the functions of the catalog take them. */
final class JsonCalls {
    static final Set<String> NAMES = Set.of("JSON_VALUE", "JSON_QUERY", "JSON_EXISTS", "JSON_OBJECT", "JSON_ARRAY");

    /** Calls whose text is JSON already. */
    private static final Set<String> MAKERS = Set.of("JSON_OBJECT", "JSON_ARRAY", "JSON_QUERY");

    /** What Calcite puts around a value that is said to be JSON. */
    private static final String FORMAT = "JSON_TYPE";

    private JsonCalls() {}

    /**
     * A call of one of {@link #NAMES}.
     *
     * @param arguments its operands, translated
     */
    static Expression of(String name, RexCall call, List<Expression> arguments) {
        List<Expression> plain =
                switch (name) {
                    case "JSON_VALUE" -> value(call, arguments);
                    case "JSON_QUERY" -> query(call, arguments);
                    case "JSON_EXISTS" ->
                        List.of(
                                arguments.get(0),
                                arguments.get(1),
                                arguments.size() > 2 ? arguments.get(2) : text("FALSE"));
                    case "JSON_OBJECT" -> members(arguments, 2);
                    default -> members(arguments, 1);
                };
        return new Call(name, plain, CalciteTypes.of(call.getType()));
    }

    private static Literal text(String value) {
        return new Literal(value, DataType.STRING.withNullable(false));
    }

    /** Null when the operand is no symbol of that kind. */
    private static <E extends Enum<E>> E symbol(RexNode operand, Class<E> kind) {
        boolean isSymbol = operand instanceof RexLiteral literal && kind.isInstance(literal.getValue());
        return isSymbol ? kind.cast(((RexLiteral) operand).getValue()) : null;
    }

    private static List<Expression> value(RexCall call, List<Expression> arguments) {
        Expression nothing = new Literal(null, DataType.STRING);
        List<Expression> plain = new ArrayList<>(
                List.of(arguments.get(0), arguments.get(1), text("NULL"), nothing, text("NULL"), nothing));
        List<RexNode> operands = call.getOperands();
        for (int i = 2; i < operands.size(); i++) {
            SqlJsonValueEmptyOrErrorBehavior behavior = symbol(operands.get(i), SqlJsonValueEmptyOrErrorBehavior.class);
            if (behavior == null) {
                continue;
            }
            boolean isDefault = behavior == SqlJsonValueEmptyOrErrorBehavior.DEFAULT;
            Expression given = isDefault ? arguments.get(++i) : nothing;
            boolean isEmpty = symbol(operands.get(++i), SqlJsonEmptyOrError.class) == SqlJsonEmptyOrError.EMPTY;
            plain.set(isEmpty ? 2 : 4, text(behavior.name()));
            plain.set(isEmpty ? 3 : 5, given);
        }
        return plain;
    }

    private static List<Expression> query(RexCall call, List<Expression> arguments) {
        String wrapper = SqlJsonQueryWrapperBehavior.WITHOUT_ARRAY.name();
        List<String> behaviors = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            SqlJsonQueryWrapperBehavior wrapping = symbol(operand, SqlJsonQueryWrapperBehavior.class);
            wrapper = wrapping == null ? wrapper : wrapping.name();
            SqlJsonQueryEmptyOrErrorBehavior behavior = symbol(operand, SqlJsonQueryEmptyOrErrorBehavior.class);
            if (behavior != null) {
                behaviors.add(behavior.name());
            }
        }
        String onEmpty = behaviors.isEmpty() ? "NULL" : behaviors.get(0);
        String onError = behaviors.size() < 2 ? "NULL" : behaviors.get(1);
        return List.of(arguments.get(0), arguments.get(1), text(wrapper), text(onEmpty), text(onError));
    }

    /** The clause for NULL first, then members of so many parts, each followed by whether its value is JSON. */
    private static List<Expression> members(List<Expression> arguments, int parts) {
        List<Expression> plain = new ArrayList<>(List.of(arguments.get(0)));
        for (int i = 1; i < arguments.size(); i++) {
            Expression argument = arguments.get(i);
            boolean isFormatted =
                    argument instanceof Call call && call.function().equals(FORMAT);
            plain.add(isFormatted ? ((Call) argument).arguments().get(0) : argument);
            if (i % parts == 0) {
                boolean isJson = isFormatted || argument instanceof Call call && MAKERS.contains(call.function());
                plain.add(new Literal(isJson, DataType.BOOLEAN.withNullable(false)));
            }
        }
        return plain;
    }
}
