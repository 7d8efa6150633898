// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Moments;
import dev.millrace.functions.Numbers;
import dev.millrace.functions.OverFunction;
import dev.millrace.functions.RowAccumulator;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.plan.Literal;
import java.util.List;
import java.util.Optional;

/**
 * Distance from the mean of a frame in its sample deviations (Shewhart 1931). The frame should end before the row, else a
 * frame of n rows never scores more than (n - 1) / sqrt(n) (Shiffler 1988).
 */
final class Zscore implements OverFunction {
    @Override
    public String name() {
        return "ZSCORE";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                "ZSCORE(value) OVER (... ROWS BETWEEN n PRECEDING AND 1 PRECEDING)",
                "Distance of the value from the mean of the frame in sample deviations (Shewhart 1931). NULL for NULL or NaN "
                        + "and for fewer than two values in the frame; where all of them are equal, 0 for the same value and "
                        + "-1000 or 1000, the limits of the score, for another.",
                "ZSCORE(v) over 2, 4, 6, 10",
                "3.0");
    }

    @Override
    public Scope scope() {
        return Scope.FRAME;
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return arguments.size() == 1 && arguments.get(0).kind().isNumeric()
                ? Optional.of(DataType.DOUBLE)
                : Optional.empty();
    }

    @Override
    public Accumulator bind(DataType reading, List<Literal> constants) {
        return new ZscoreAccumulator(Numbers.asDouble(reading));
    }

    /** See {@link Moments}. */
    private static final class ZscoreAccumulator implements RowAccumulator {
        private final Numbers.DoubleReader reader;

        ZscoreAccumulator(Numbers.DoubleReader reader) {
            this.reader = reader;
        }

        @Override
        public int words() {
            return Moments.WORDS;
        }

        @Override
        public int objects() {
            return 0;
        }

        @Override
        public void reset(long[] words, int word, Object[] objects, int object) {
            Moments.reset(words, word);
        }

        @Override
        public void add(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
            double value = arguments[0].isNull ? Double.NaN : reader.read(arguments[0]);
            if (Double.isFinite(value)) {
                Moments.add(words, word, value);
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
            Moments.merge(intoWords, intoWord, fromWords, fromWord);
        }

        @Override
        public void result(long[] words, int word, Object[] objects, int object, Slot[] row, Slot result) {
            double value = row[0].isNull ? Double.NaN : reader.read(row[0]);
            if (!Double.isFinite(value) || Moments.count(words, word) < 2) {
                result.setNull();
                return;
            }
            double deviation = Math.sqrt(Moments.squares(words, word) / (Moments.count(words, word) - 1));
            result.setDouble(Scores.of(value - Moments.mean(words, word), deviation));
        }
    }
}
