// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.OverFunction;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.Literal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A function of all rows so far.
 *
 * @param parameters what the constants may be, in order
 * @param required how many of them must be there
 * @param code makes the state machine for the type of the reading and the constants
 */
record HistoryFunction(
        FunctionDoc doc,
        List<Parameter> parameters,
        int required,
        BiFunction<DataType, List<Literal>, Accumulator> code)
        implements OverFunction {
    /** Types of a constant. */
    enum Parameter {
        NUMBER,
        INTERVAL,
        NUMBER_OR_INTERVAL;

        boolean takes(TypeKind kind) {
            return kind == TypeKind.INTERVAL_DAY ? this != NUMBER : kind.isNumeric() && this != INTERVAL;
        }
    }

    HistoryFunction {
        parameters = List.copyOf(parameters);
    }

    @Override
    public String name() {
        return doc.signature().substring(0, doc.signature().indexOf('('));
    }

    @Override
    public Scope scope() {
        return Scope.HISTORY;
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        int constants = arguments.size() - 1;
        if (constants < required
                || constants > parameters.size()
                || !arguments.get(0).kind().isNumeric()) {
            return Optional.empty();
        }
        for (int i = 0; i < constants; i++) {
            if (!parameters.get(i).takes(arguments.get(i + 1).kind())) {
                return Optional.empty();
            }
        }
        return Optional.of(DataType.DOUBLE);
    }

    @Override
    public Accumulator bind(DataType reading, List<Literal> constants) {
        return code.apply(reading, constants);
    }
}
