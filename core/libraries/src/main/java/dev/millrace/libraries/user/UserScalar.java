// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.user;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.UserFunctionName;
import dev.millrace.model.DataType;
import dev.millrace.udf.UserScalarFunction;
import java.util.List;
import java.util.Optional;

/** A user's scalar function. Whatever it throws is a failure of the row. */
record UserScalar(String name, UserScalarFunction code) implements ScalarFunction {
    @Override
    public FunctionDoc doc() {
        return UserDocs.of(name, code.signature());
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return UserCall.resultType(code.signature(), arguments);
    }

    @Override
    public Invocation bind(List<DataType> arguments, DataType result) {
        UserScalarFunction own = (UserScalarFunction)
                UserClasses.create(UserFunctionName.parse(name).orElseThrow());
        UserCall call = new UserCall(own.signature(), arguments);
        return (slots, slot) -> {
            try {
                call.set(slot, own.call(call.values(slots)));
            } catch (Exception | LinkageError | StackOverflowError e) {
                throw new IllegalArgumentException(
                        own.getClass().getSimpleName() + " failed with " + UserCall.reason(e), e);
            }
        };
    }
}
