// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.sketch;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import dev.millrace.functions.Accumulator;
import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code APPROX_PERCENTILE(value, ratio)} by DDSketch (Masson, Rim, Lee, VLDB 2019): counts in logarithmic buckets, without
 * randomness and the same in any order of rows and merges.
 */
public final class ApproximatePercentile implements AggregateFunction {
    static final double RELATIVE_ERROR = 0.01;

    /** Buckets for each sign: with 1 % they span 17 decimal orders; below that the smallest values share one. 16 KB. */
    private static final int BUCKETS_MAX = 2048;

    @Override
    public String name() {
        return "APPROX_PERCENTILE";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                "APPROX_PERCENTILE(value, ratio)",
                "Value that the ratio (0 to 1) of all values does not exceed, within 1 % of the value itself, by DDSketch; at most"
                        + " 32 KB of state however many rows. NULL does not count; NULL without values.",
                "APPROX_PERCENTILE(v, 0.5) over 10, 20, 30",
                "19.9");
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return Ratio.resultType(arguments);
    }

    @Override
    public Accumulator bind(List<DataType> arguments, DataType result) {
        return new State(new Ratio(name(), arguments));
    }

    /** Words: the ratio. */
    private static final class State extends SketchAccumulator<DDSketch> {
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
                objects[object] = DDSketches.logarithmicCollapsingLowestDense(RELATIVE_ERROR, BUCKETS_MAX);
            }
            try {
                sketch(objects, object).accept(value);
            } catch (IllegalArgumentException e) {
                throw new ArithmeticException(value + " is out of the range of APPROX_PERCENTILE");
            }
            words[word] = Double.doubleToRawLongBits(ratio);
        }

        @Override
        DDSketch copy(DDSketch sketch) {
            return sketch.copy();
        }

        @Override
        DDSketch merged(DDSketch into, DDSketch from) {
            into.mergeWith(from);
            return into;
        }

        @Override
        void result(DDSketch sketch, long[] values, int word, Slot result) {
            result.setDouble(sketch.getValueAtQuantile(Double.longBitsToDouble(values[word])));
        }

        @Override
        byte[] bytes(DDSketch sketch) {
            GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
            try {
                sketch.encode(out, false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.trimmedCopy();
        }

        @Override
        DDSketch sketch(byte[] bytes) {
            try {
                return DDSketch.decode(ByteArrayInput.wrap(bytes), () -> new CollapsingLowestDenseStore(BUCKETS_MAX));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
