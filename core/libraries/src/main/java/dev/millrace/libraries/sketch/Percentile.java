// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.sketch;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code PERCENTILE(value, ratio)}, exact: keeps every value and interpolates between two, as in Flink. Bounded: a state takes
 * {@link #VALUES_MAX} values, rows with more go to the ledger.
 */
public final class Percentile implements AggregateFunction {
    /** 800 KB a state. */
    static final int VALUES_MAX = 100_000;

    @Override
    public String name() {
        return "PERCENTILE";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                "PERCENTILE(value, ratio)",
                "Value at a ratio (0 to 1) of all values in order, between two values in proportion. Exact and therefore bounded: at"
                        + " most 100000 values a window, 8 bytes each. NULL does not count; NULL without values.",
                "PERCENTILE(v, 0.3) over 10, 20, 30, 40, 60",
                "22.0");
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return Ratio.resultType(arguments);
    }

    @Override
    public Accumulator bind(List<DataType> arguments, DataType result) {
        return new State(new Ratio(name(), arguments));
    }

    /** Values in the order of arrival. */
    private static final class Values {
        private double[] values = new double[8];
        private int size;

        /** Capacity first: after a failure the values are as they were. */
        void add(double value) {
            reserve(1);
            values[size++] = value;
        }

        void addAll(Values others) {
            reserve(others.size);
            System.arraycopy(others.values, 0, values, size, others.size);
            size += others.size;
        }

        private void reserve(int more) {
            if (size + more > values.length) {
                values = Arrays.copyOf(values, Math.max(size + more, size * 2));
            }
        }

        /** Linear interpolation between the two nearest ranks. */
        double at(double ratio) {
            double[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            double rank = ratio * (size - 1);
            int below = (int) Math.floor(rank);
            int above = Math.min(size - 1, below + 1);
            return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
        }
    }

    /** Words: the ratio. */
    private static final class State extends SketchAccumulator<Values> {
        private final Ratio arguments;

        State(Ratio arguments) {
            super(1);
            this.arguments = arguments;
        }

        @Override
        public void add(long[] words, int word, Object[] objects, int object, Slot[] slots) {
            if (slots[0].isNull) {
                return;
            }
            double value = arguments.value(slots);
            double ratio = arguments.ratio(slots);
            if (objects[object] == null) {
                objects[object] = new Values();
            }
            Values values = sketch(objects, object);
            if (values.size >= VALUES_MAX) {
                throw new ArithmeticException("PERCENTILE has more than " + VALUES_MAX
                        + " values in one window; APPROX_PERCENTILE has no limit");
            }
            values.add(value);
            words[word] = Double.doubleToRawLongBits(ratio);
        }

        @Override
        Values copy(Values values) {
            Values copy = new Values();
            copy.addAll(values);
            return copy;
        }

        @Override
        Values merged(Values into, Values from) {
            into.addAll(from);
            return into;
        }

        @Override
        void result(Values values, long[] words, int word, Slot result) {
            if (values.size > VALUES_MAX) {
                throw new ArithmeticException("PERCENTILE has more than " + VALUES_MAX + " values in one window");
            }
            result.setDouble(values.at(Double.longBitsToDouble(words[word])));
        }

        @Override
        byte[] bytes(Values values) {
            ByteBuffer bytes = ByteBuffer.allocate(values.size * Double.BYTES);
            for (int i = 0; i < values.size; i++) {
                bytes.putDouble(values.values[i]);
            }
            return bytes.array();
        }

        @Override
        Values sketch(byte[] bytes) {
            Values values = new Values();
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                values.add(buffer.getDouble());
            }
            return values;
        }
    }
}
