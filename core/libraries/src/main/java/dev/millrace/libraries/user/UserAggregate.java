// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.user;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Slot;
import dev.millrace.functions.UserFunctionName;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.DataType;
import dev.millrace.udf.UserAggregateFunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A user's aggregate function. A row that cannot be added goes to the ledger; a state that cannot be merged fails when it is asked. */
record UserAggregate<S>(String name, UserAggregateFunction<S> code) implements AggregateFunction {
    @Override
    public FunctionDoc doc() {
        return UserDocs.of(name, code.signature());
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return UserCall.resultType(code.signature(), arguments);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Accumulator bind(List<DataType> arguments, DataType result) {
        UserAggregateFunction<S> own = (UserAggregateFunction<S>)
                UserClasses.create(UserFunctionName.parse(name).orElseThrow());
        return new State<>(own, new UserCall(own.signature(), arguments));
    }

    /** Objects: the user's state, null when there is none yet, or {@link Broken}. */
    private static final class State<S> implements Accumulator {
        private final UserAggregateFunction<S> code;
        private final UserCall call;

        State(UserAggregateFunction<S> code, UserCall call) {
            this.code = code;
            this.call = call;
        }

        @Override
        public int words() {
            return 0;
        }

        @Override
        public int objects() {
            return 1;
        }

        @Override
        public void reset(long[] words, int word, Object[] objects, int object) {
            objects[object] = null;
        }

        @SuppressWarnings("unchecked")
        private S state(Object[] objects, int object) {
            if (objects[object] instanceof Broken broken) {
                throw new ArithmeticException(broken.reason());
            }
            return objects[object] == null ? code.create() : (S) objects[object];
        }

        private String failure(String step, Throwable error) {
            return code.getClass().getSimpleName() + " failed to " + step + " with " + UserCall.reason(error);
        }

        @Override
        public void add(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
            try {
                S state = state(objects, object);
                code.add(state, call.values(arguments));
                objects[object] = state;
            } catch (Exception | LinkageError | StackOverflowError e) {
                throw new ArithmeticException(failure("add a row", e));
            }
        }

        @Override
        public void merge(
                long[] intoWords,
                int intoWord,
                Object[] intoObjects,
                int intoObject,
                long[] fromWords,
                int fromWord,
                Object[] fromObjects,
                int fromObject) {
            if (fromObjects[fromObject] == null) {
                return;
            }
            try {
                S into = state(intoObjects, intoObject);
                code.merge(into, state(fromObjects, fromObject));
                intoObjects[intoObject] = into;
            } catch (Exception | LinkageError | StackOverflowError e) {
                intoObjects[intoObject] = new Broken(failure("merge", e));
            }
        }

        @Override
        public void result(long[] words, int word, Object[] objects, int object, Slot result) {
            try {
                call.set(result, code.result(state(objects, object)));
            } catch (Exception | LinkageError | StackOverflowError e) {
                throw new ArithmeticException(failure("give its result", e));
            }
        }

        @Override
        public void writeObjects(Object[] objects, int object, ByteWriter out) {
            boolean isState = objects[object] != null && !(objects[object] instanceof Broken);
            out.writeByte(objects[object] == null ? 0 : isState ? 1 : 2);
            if (objects[object] instanceof Broken broken) {
                out.writeString(broken.reason());
            } else if (isState) {
                out.writeBytes(bytes(state(objects, object)));
            }
        }

        private byte[] bytes(S state) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                code.write(state, new DataOutputStream(bytes));
            } catch (IOException e) {
                throw new ArithmeticException(failure("write its state", e));
            }
            return bytes.toByteArray();
        }

        @Override
        public void readObjects(Object[] objects, int object, ByteReader in) {
            int kind = in.readByte();
            objects[object] = kind == 0 ? null : kind == 2 ? new Broken(in.readString()) : read(in.readBytes());
        }

        private Object read(byte[] bytes) {
            try {
                return code.read(new DataInputStream(new ByteArrayInputStream(bytes)));
            } catch (IOException | RuntimeException e) {
                return new Broken(failure("read its state", e));
            }
        }
    }
}
