// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Slot;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;

/**
 * FIRST_VALUE and LAST_VALUE that are not NULL, by event time where the planner gives it as a second argument, else in the order in
 * which rows are added; ties by arrival.
 */
final class EdgeValue implements AggregateFunction {
    private final String name;
    private final boolean isFirst;

    EdgeValue(String name, boolean isFirst) {
        this.name = name;
        this.isFirst = isFirst;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                name + "(value)",
                (isFirst ? "First" : "Last")
                        + " value that is not NULL, by event time, of equal times by arrival. NULL without values.",
                name + "(v) over NULL, 4, 2, 7, NULL",
                isFirst ? "4" : "7");
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        boolean isTaken = arguments.size() == 1
                || arguments.size() == 2 && arguments.get(1).kind().isTimestamp();
        return isTaken ? Optional.of(arguments.get(0).withNullable(true)) : Optional.empty();
    }

    @Override
    public Accumulator bind(List<DataType> arguments, DataType result) {
        return new EdgeAccumulator(isFirst, arguments);
    }

    /** Words: whether there is a value, its time, the value if it is a word. Objects: the value if it is none. */
    private static final class EdgeAccumulator implements Accumulator {
        private final boolean isFirst;
        private final boolean hasTime;
        private final boolean isWord;
        private final ObjectCodec codec;

        EdgeAccumulator(boolean isFirst, List<DataType> arguments) {
            this.isFirst = isFirst;
            hasTime = arguments.size() == 2;
            isWord = arguments.get(0).kind().isWord();
            codec = isWord ? null : new ObjectCodec(arguments.get(0));
        }

        @Override
        public int words() {
            return 3;
        }

        @Override
        public int objects() {
            return isWord ? 0 : 1;
        }

        @Override
        public void reset(long[] words, int word, Object[] objects, int object) {
            words[word] = 0;
            words[word + 1] = 0;
            words[word + 2] = 0;
            if (!isWord) {
                objects[object] = null;
            }
        }

        @Override
        public void add(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
            if (arguments[0].isNull || hasTime && arguments[1].isNull) {
                return;
            }
            long timeMs = hasTime ? arguments[1].word : 0;
            if (isBetter(words, word, timeMs)) {
                words[word] = 1;
                words[word + 1] = timeMs;
                words[word + 2] = isWord ? arguments[0].word : 0;
                if (!isWord) {
                    objects[object] = arguments[0].object;
                }
            }
        }

        /** Whether a value of that time, which came last, takes the place of the one that is there. */
        private boolean isBetter(long[] words, int word, long timeMs) {
            return words[word] == 0 || (isFirst ? timeMs < words[word + 1] : timeMs >= words[word + 1]);
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
            if (fromWords[fromWord] != 0 && isBetter(intoWords, intoWord, fromWords[fromWord + 1])) {
                System.arraycopy(fromWords, fromWord, intoWords, intoWord, words());
                if (!isWord) {
                    intoObjects[intoObject] = fromObjects[fromObject];
                }
            }
        }

        @Override
        public void result(long[] words, int word, Object[] objects, int object, Slot result) {
            if (words[word] == 0) {
                result.setNull();
            } else if (isWord) {
                result.setWord(words[word + 2]);
            } else {
                result.setObject(objects[object]);
            }
        }

        @Override
        public void writeObjects(Object[] objects, int object, ByteWriter out) {
            if (!isWord) {
                codec.write(objects[object], out);
            }
        }

        @Override
        public void readObjects(Object[] objects, int object, ByteReader in) {
            if (!isWord) {
                objects[object] = codec.read(in);
            }
        }
    }
}
