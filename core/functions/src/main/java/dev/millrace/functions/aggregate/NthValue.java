// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.OverFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.DataType;
import dev.millrace.model.Words;
import dev.millrace.plan.Literal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** NTH_VALUE: the value of a row of the frame by its number. Keeps the first values of a frame up to that row. */
public final class NthValue implements OverFunction {
    /** Greatest row number that can be asked for. */
    public static final int POSITION_MAX = 1000;

    @Override
    public String name() {
        return "NTH_VALUE";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                "NTH_VALUE(value, n) OVER (... ORDER BY ts)",
                "Value of the n-th row of the frame, NULL or not; NULL when the frame has fewer rows. n is a constant"
                        + " from 1 to "
                        + POSITION_MAX + ".",
                "NTH_VALUE(v, 2) over 4, 7, 9",
                "7.0");
    }

    @Override
    public Scope scope() {
        return Scope.WHOLE_FRAME;
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        boolean isTaken = arguments.size() == 2 && arguments.get(1).kind().isNumeric();
        return isTaken ? Optional.of(arguments.get(0).withNullable(true)) : Optional.empty();
    }

    @Override
    public Accumulator bind(DataType reading, List<Literal> constants) {
        int position = new BigDecimal(String.valueOf(constants.get(0).value())).intValueExact();
        if (position < 1 || position > POSITION_MAX) {
            throw new IllegalArgumentException(
                    "row " + position + " of a frame; rows are numbered from 1 to " + POSITION_MAX);
        }
        return new NthAccumulator(reading, position);
    }

    /** Words: how many rows were added. Objects: the values of the first ones, a list. */
    private static final class NthAccumulator implements Accumulator {
        private final DataType type;
        private final int position;
        private final ObjectCodec codec;

        NthAccumulator(DataType type, int position) {
            this.type = type;
            this.position = position;
            codec = new ObjectCodec(type.withNullable(true));
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
            objects[object] = new ArrayList<>(0);
        }

        @SuppressWarnings("unchecked")
        private static List<Object> values(Object[] objects, int object) {
            return (List<Object>) objects[object];
        }

        @Override
        public void add(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
            List<Object> values = values(objects, object);
            if (values.size() < position) {
                Slot value = arguments[0];
                values.add(value.isNull ? null : type.kind().isWord() ? (Object) value.word : value.object);
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
            List<Object> into = values(intoObjects, intoObject);
            List<Object> from = values(fromObjects, fromObject);
            into.addAll(from.subList(0, Math.min(from.size(), position - into.size())));
        }

        @Override
        public void result(long[] words, int word, Object[] objects, int object, Slot result) {
            List<Object> values = values(objects, object);
            Object value = values.size() < position ? null : values.get(position - 1);
            if (value == null) {
                result.setNull();
            } else if (type.kind().isWord()) {
                result.setWord((Long) value);
            } else {
                result.setObject(value);
            }
        }

        @Override
        public void writeObjects(Object[] objects, int object, ByteWriter out) {
            List<Object> values = values(objects, object);
            out.writeVarInt(values.size());
            for (Object value : values) {
                boolean isWord = value != null && type.kind().isWord();
                codec.write(isWord ? Words.box(type.kind(), (Long) value) : value, out);
            }
        }

        @Override
        public void readObjects(Object[] objects, int object, ByteReader in) {
            int size = in.readVarInt();
            List<Object> values = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                Object value = codec.read(in);
                values.add(value != null && type.kind().isWord() ? (Object) Words.unbox(type.kind(), value) : value);
            }
            objects[object] = values;
        }
    }
}
