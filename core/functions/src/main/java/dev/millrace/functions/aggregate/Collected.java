// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Slot;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import dev.millrace.model.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * LISTAGG and ARRAY_AGG: the values themselves, by event time where the planner gives it as a last argument, else in the order in
 * which rows are added; ties by arrival. Bounded: a state takes {@link #VALUES_MAX} values, rows with more go to the ledger.
 */
final class Collected implements AggregateFunction {
    /** About 10 MB a state. */
    static final int VALUES_MAX = 100_000;

    private final boolean isText;

    Collected(boolean isText) {
        this.isText = isText;
    }

    @Override
    public String name() {
        return isText ? "LISTAGG" : "ARRAY_AGG";
    }

    @Override
    public FunctionDoc doc() {
        return isText
                ? new FunctionDoc(
                        "LISTAGG(text [, separator])",
                        "All texts that are not NULL, by event time, between them the separator, a comma if none is given. NULL without texts.",
                        "LISTAGG(v) over NULL, a, c, b",
                        "a,c,b")
                : new FunctionDoc(
                        "ARRAY_AGG(value)",
                        "All values, NULL among them, as an array by event time. NULL without rows.",
                        "ARRAY_AGG(v) over 4, NULL, 2",
                        "[4, null, 2]");
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        int values = valueCount(arguments);
        if (!isText) {
            return values == 1 ? Optional.of(DataType.array(arguments.get(0).withNullable(true))) : Optional.empty();
        }
        boolean isTaken = values >= 1
                && values <= 2
                && arguments.subList(0, values).stream().allMatch(t -> t.kind() == TypeKind.STRING);
        return isTaken ? Optional.of(DataType.STRING) : Optional.empty();
    }

    /** Arguments that are not the event time, which stands last where the planner gave it. */
    private int valueCount(List<DataType> arguments) {
        int last = arguments.size() - 1;
        boolean hasTime = last > 0 && arguments.get(last).kind().isTimestamp();
        return hasTime ? last : arguments.size();
    }

    @Override
    public Accumulator bind(List<DataType> arguments, DataType result) {
        int values = valueCount(arguments);
        return new CollectingAccumulator(
                isText, arguments, values == 2 ? 1 : -1, values < arguments.size() ? values : -1);
    }

    /** Objects: a list of {@link Timed} in order, null when there is none; the separator. */
    private static final class CollectingAccumulator implements Accumulator {
        private final boolean isText;
        private final TypeKind kind;
        private final ObjectCodec codec;
        private final ObjectCodec texts = new ObjectCodec(DataType.STRING);
        private final int separatorArgument;
        private final int timeArgument;

        CollectingAccumulator(boolean isText, List<DataType> arguments, int separatorArgument, int timeArgument) {
            this.isText = isText;
            kind = arguments.get(0).kind();
            codec = new ObjectCodec(arguments.get(0));
            this.separatorArgument = separatorArgument;
            this.timeArgument = timeArgument;
        }

        @Override
        public int words() {
            return 0;
        }

        @Override
        public int objects() {
            return 2;
        }

        @Override
        public void reset(long[] words, int word, Object[] objects, int object) {
            objects[object] = null;
            objects[object + 1] = null;
        }

        @Override
        public void add(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
            Slot value = arguments[0];
            if (isText && value.isNull) {
                return;
            }
            List<Timed> list = listOf(objects, object);
            if (list.size() >= VALUES_MAX) {
                throw new ArithmeticException(
                        (isText ? "LISTAGG" : "ARRAY_AGG") + " holds " + VALUES_MAX + " values; no more are kept");
            }
            if (separatorArgument >= 0) {
                objects[object + 1] = arguments[separatorArgument].isNull ? "" : arguments[separatorArgument].object;
            }
            Object boxed = value.isNull ? null : kind.isWord() ? Words.box(kind, value.word) : value.object;
            boolean hasTime = timeArgument >= 0 && !arguments[timeArgument].isNull;
            insert(list, new Timed(hasTime ? arguments[timeArgument].word : 0, boxed));
        }

        @SuppressWarnings("unchecked")
        private static List<Timed> listOf(Object[] objects, int object) {
            if (objects[object] == null) {
                objects[object] = new ArrayList<Timed>();
            }
            return (List<Timed>) objects[object];
        }

        private static void insert(List<Timed> list, Timed timed) {
            int at = list.size();
            while (at > 0 && list.get(at - 1).timeMs() > timed.timeMs()) {
                at--;
            }
            list.add(at, timed);
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
            List<Timed> list = listOf(intoObjects, intoObject);
            listOf(fromObjects, fromObject).forEach(timed -> insert(list, timed));
            intoObjects[intoObject + 1] = fromObjects[fromObject + 1];
        }

        @Override
        public void result(long[] words, int word, Object[] objects, int object, Slot result) {
            if (objects[object] == null) {
                result.setNull();
                return;
            }
            List<Timed> list = listOf(objects, object);
            if (isText) {
                String separator = separatorArgument < 0 ? "," : (String) objects[object + 1];
                result.setObject(list.stream().map(t -> (String) t.value()).collect(Collectors.joining(separator)));
                return;
            }
            List<Object> values = new ArrayList<>(list.size());
            list.forEach(timed -> values.add(timed.value()));
            result.setObject(java.util.Collections.unmodifiableList(values));
        }

        @Override
        public void writeObjects(Object[] objects, int object, ByteWriter out) {
            out.writeVarInt(
                    objects[object] == null ? -1 : listOf(objects, object).size());
            if (objects[object] == null) {
                return;
            }
            texts.write(objects[object + 1], out);
            for (Timed timed : listOf(objects, object)) {
                out.writeVarLong(timed.timeMs());
                codec.write(timed.value(), out);
            }
        }

        @Override
        public void readObjects(Object[] objects, int object, ByteReader in) {
            int size = in.readVarInt();
            objects[object] = null;
            objects[object + 1] = null;
            if (size < 0) {
                return;
            }
            objects[object + 1] = texts.read(in);
            List<Timed> list = listOf(objects, object);
            for (int i = 0; i < size; i++) {
                long timeMs = in.readVarLong();
                list.add(new Timed(timeMs, codec.read(in)));
            }
        }
    }

    /** A value and when it was. */
    private record Timed(long timeMs, Object value) {}
}
