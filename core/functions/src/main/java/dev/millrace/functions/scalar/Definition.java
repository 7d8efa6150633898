// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;

/** A function made of its parts. */
record Definition(String name, FunctionDoc doc, Typing typing, Binder binder) implements ScalarFunction {
    /** Type of the result for types of the arguments, empty when they are not taken. */
    @FunctionalInterface
    interface Typing {
        Optional<DataType> of(List<DataType> arguments);
    }

    /** Code for types. */
    @FunctionalInterface
    interface Binder {
        Invocation bind(List<DataType> arguments, DataType result);
    }

    /** A function that is NULL when any argument is. */
    static ScalarFunction strict(String name, FunctionDoc doc, Typing typing, Binder binder) {
        return new Definition(name, doc, typing, (arguments, result) -> {
            Invocation invocation = binder.bind(arguments, result);
            return (slots, slot) -> {
                if (hasNull(slots)) {
                    slot.setNull();
                } else {
                    invocation.call(slots, slot);
                }
            };
        });
    }

    private static boolean hasNull(Slot[] slots) {
        for (Slot slot : slots) {
            if (slot.isNull) {
                return true;
            }
        }
        return false;
    }

    /** The same function by another name. */
    static ScalarFunction alias(String name, ScalarFunction function) {
        FunctionDoc doc = function.doc();
        FunctionDoc renamed = new FunctionDoc(
                doc.signature().replace(function.name() + "(", name + "("),
                doc.text(),
                doc.example().replace(function.name() + "(", name + "("),
                doc.result());
        return new Definition(name, renamed, function::resultType, function::bind);
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return typing.of(arguments);
    }

    @Override
    public Invocation bind(List<DataType> arguments, DataType result) {
        return binder.bind(arguments, result);
    }
}
