// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.HistoryAccumulator;
import dev.millrace.functions.OverFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.plan.Literal;
import java.util.List;
import java.util.Optional;

/** RANK and DENSE_RANK of a row among all rows of its key so far, by event time: rows of one time have one rank. */
public final class Rank implements OverFunction {
    private final boolean isDense;

    public Rank(boolean isDense) {
        this.isDense = isDense;
    }

    @Override
    public String name() {
        return isDense ? "DENSE_RANK" : "RANK";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                name() + "() OVER (... ORDER BY ts)",
                isDense
                        ? "1 and how many different times the rows before have. Rows of one time have one rank."
                        : "1 and how many rows of the key have an earlier time. Rows of one time have one rank.",
                name() + "() over 4, 5, 7",
                "3");
    }

    @Override
    public Scope scope() {
        return Scope.HISTORY;
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return arguments.isEmpty() ? Optional.of(DataType.BIGINT.withNullable(false)) : Optional.empty();
    }

    @Override
    public Accumulator bind(DataType time, List<Literal> constants) {
        return new RankAccumulator(isDense);
    }

    /** Words: rows, rank of the last one, its time. */
    private static final class RankAccumulator implements HistoryAccumulator {
        private final boolean isDense;

        RankAccumulator(boolean isDense) {
            this.isDense = isDense;
        }

        @Override
        public int words() {
            return 3;
        }

        @Override
        public void reset(long[] words, int word, Object[] objects, int object) {
            words[word] = 0;
            words[word + 1] = 0;
            words[word + 2] = 0;
        }

        @Override
        public void add(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
            long timeMs = arguments[arguments.length - 1].word;
            boolean isNew = words[word] == 0 || timeMs != words[word + 2];
            words[word]++;
            words[word + 2] = timeMs;
            if (isNew) {
                words[word + 1] = isDense ? words[word + 1] + 1 : words[word];
            }
        }

        @Override
        public void result(long[] words, int word, Object[] objects, int object, Slot result) {
            result.setWord(words[word + 1]);
        }
    }
}
