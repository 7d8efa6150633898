// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.user;

import dev.millrace.functions.Numbers;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import dev.millrace.model.Words;
import dev.millrace.udf.Signature;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Arguments and result of one call site in a user's types. Used by one thread. */
final class UserCall {
    private final Signature signature;
    private final List<DataType> arguments;
    private final Slot converted = new Slot();

    UserCall(Signature signature, List<DataType> arguments) {
        this.signature = signature;
        this.arguments = List.copyOf(arguments);
    }

    static Optional<DataType> resultType(Signature signature, List<DataType> arguments) {
        List<DataType> parameters = signature.parameters();
        boolean isTaken = arguments.size() == parameters.size();
        for (int i = 0; isTaken && i < parameters.size(); i++) {
            TypeKind given = arguments.get(i).kind();
            TypeKind wanted = parameters.get(i).kind();
            isTaken = given == wanted || given.isNumeric() && wanted.isNumeric();
        }
        return isTaken ? Optional.of(signature.result().withNullable(true)) : Optional.empty();
    }

    /** A new list, null for NULL. */
    List<Object> values(Slot[] slots) {
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = slots[i].isNull
                    ? null
                    : value(slots[i], arguments.get(i), signature.parameters().get(i));
        }
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    private Object value(Slot slot, DataType from, DataType to) {
        Slot source = slot;
        if (from.kind().isNumeric() && !(from.kind() == to.kind() && from.scale() == to.scale())) {
            if (from.kind() == TypeKind.DECIMAL) {
                Numbers.set(converted, to, (BigDecimal) slot.object);
            } else if (from.kind().isFloating()) {
                Numbers.set(converted, to, slot.asDouble());
            } else {
                Numbers.set(converted, to, slot.word);
            }
            source = converted;
        }
        return to.kind().isWord() ? Words.box(to.kind(), source.word) : source.object;
    }

    /** Puts what a user's code gave into the result; a value of another type is an error. */
    void set(Slot result, Object value) {
        DataType type = signature.result();
        if (value == null) {
            result.setNull();
        } else if (type.kind().isInteger()) {
            result.setWord(Numbers.fit(((Number) value).longValue(), type.kind()));
        } else if (type.kind().isWord()) {
            result.setWord(Words.unbox(type.kind(), value));
        } else if (type.kind() == TypeKind.DECIMAL) {
            result.setObject(Numbers.fit((BigDecimal) value, type));
        } else {
            result.setObject(checked(value, type.kind()));
        }
    }

    private static Object checked(Object value, TypeKind kind) {
        boolean isRight =
                switch (kind) {
                    case STRING -> value instanceof String;
                    case BYTES -> value instanceof byte[];
                    case ARRAY -> value instanceof List;
                    case MAP -> value instanceof java.util.Map;
                    default -> value instanceof dev.millrace.model.Row;
                };
        if (!isRight) {
            throw new ClassCastException("the result is a " + value.getClass().getName() + " but should be " + kind);
        }
        return value;
    }

    /** What went wrong, in one line. */
    static String reason(Throwable error) {
        Throwable cause =
                error instanceof ReflectiveOperationException && error.getCause() != null ? error.getCause() : error;
        String message = String.valueOf(cause.getMessage()).split("\\R", 2)[0];
        return cause.getClass().getSimpleName() + ": " + message;
    }
}
