// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Numbers;
import dev.millrace.functions.OverFunction;
import dev.millrace.functions.RemovableAccumulator;
import dev.millrace.functions.RowAccumulator;
import dev.millrace.functions.Slot;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.DataType;
import dev.millrace.plan.Literal;
import java.util.List;
import java.util.Optional;

/**
 * Distance from the median of a frame in units of 1.4826 times the median distance (MAD), which is the deviation of a normal
 * distribution (Hampel 1974; Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993). Where more than half of the
 * frame is one value the MAD is 0; then 1.2533 times the mean distance stands for it, as they propose.
 *
 * <p>State: 8 bytes a row of the frame. A row costs two searches and two moves in an array of the frame's values.
 */
final class RobustZscore implements OverFunction {
    private static final double MEDIAN_DISTANCE = 1.4826;
    private static final double MEAN_DISTANCE = 1.2533;

    @Override
    public String name() {
        return "ROBUST_ZSCORE";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                "ROBUST_ZSCORE(value) OVER (... ROWS BETWEEN n PRECEDING AND 1 PRECEDING)",
                "Distance of the value from the median of the frame in units of 1.4826 times the median distance from it "
                        + "(Hampel 1974), so that outliers in the frame do not hide others. Where that is 0, 1.2533 times the "
                        + "mean distance (Iglewicz and Hoaglin 1993). NULL, few and equal values as for ZSCORE.",
                "ROBUST_ZSCORE(v) over 1, 2, 3, 4, 1000, 10.4130",
                "5.0");
    }

    @Override
    public Scope scope() {
        return Scope.BOUNDED_FRAME;
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return arguments.size() == 1 && arguments.get(0).kind().isNumeric()
                ? Optional.of(DataType.DOUBLE)
                : Optional.empty();
    }

    @Override
    public Accumulator bind(DataType reading, List<Literal> constants) {
        return new RobustAccumulator(Numbers.asDouble(reading));
    }

    /** One reference: the values. */
    private record RobustAccumulator(Numbers.DoubleReader reader) implements RowAccumulator, RemovableAccumulator {
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
            objects[object] = new SortedValues();
        }

        @Override
        public void add(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
            double value = value(arguments);
            if (Double.isFinite(value)) {
                ((SortedValues) objects[object]).add(value);
            }
        }

        @Override
        public void remove(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
            double value = value(arguments);
            if (Double.isFinite(value)) {
                ((SortedValues) objects[object]).remove(value);
            }
        }

        private double value(Slot[] arguments) {
            return arguments[0].isNull ? Double.NaN : reader.read(arguments[0]);
        }

        @Override
        public void result(long[] words, int word, Object[] objects, int object, Slot[] row, Slot result) {
            SortedValues values = (SortedValues) objects[object];
            double value = value(row);
            if (!Double.isFinite(value) || values.size() < 2) {
                result.setNull();
                return;
            }
            double median = values.median();
            double deviation = MEDIAN_DISTANCE * values.medianDistance(median);
            if (deviation == 0) {
                deviation = MEAN_DISTANCE * values.meanDistance(median);
            }
            result.setDouble(Scores.of(value - median, deviation));
        }

        /** The values are those of rows that are kept, so they are not written again. */
        @Override
        public void writeObjects(Object[] objects, int object, ByteWriter out) {}

        @Override
        public void readObjects(Object[] objects, int object, ByteReader in) {}
    }
}
