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

/** FIRST_VALUE and LAST_VALUE that are not NULL, in the order of arrival as in Flink; across panes in the order of time. */
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
                (isFirst ? "First" : "Last") + " value that is not NULL, in the order of arrival. NULL without values.",
                name + "(v) over NULL, 4, 2, 7, NULL",
                isFirst ? "4" : "7");
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return arguments.size() == 1 ? Optional.of(arguments.get(0).withNullable(true)) : Optional.empty();
    }

    @Override
    public Accumulator bind(List<DataType> arguments, DataType result) {
        return arguments.get(0).kind().isWord()
                ? new WordEdgeAccumulator(isFirst)
                : new ObjectEdgeAccumulator(isFirst, arguments.get(0));
    }

    /** Words: whether there is a value, the value. */
    private static final class WordEdgeAccumulator implements Accumulator {
        private final boolean isFirst;

        WordEdgeAccumulator(boolean isFirst) {
            this.isFirst = isFirst;
        }

        @Override
        public int words() {
            return 2;
        }

        @Override
        public int objects() {
            return 0;
        }

        @Override
        public void reset(long[] words, int word, Object[] objects, int object) {
            words[word] = 0;
            words[word + 1] = 0;
        }

        @Override
        public void add(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
            if (!arguments[0].isNull && (words[word] == 0 || !isFirst)) {
                words[word] = 1;
                words[word + 1] = arguments[0].word;
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
            if (fromWords[fromWord] != 0 && (intoWords[intoWord] == 0 || !isFirst)) {
                intoWords[intoWord] = 1;
                intoWords[intoWord + 1] = fromWords[fromWord + 1];
            }
        }

        @Override
        public void result(long[] words, int word, Object[] objects, int object, Slot result) {
            if (words[word] == 0) {
                result.setNull();
            } else {
                result.setWord(words[word + 1]);
            }
        }
    }

    /** Objects: the value, null when there is none. */
    private static final class ObjectEdgeAccumulator implements Accumulator {
        private final boolean isFirst;
        private final ObjectCodec codec;

        ObjectEdgeAccumulator(boolean isFirst, DataType type) {
            this.isFirst = isFirst;
            this.codec = new ObjectCodec(type);
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

        @Override
        public void add(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
            if (!arguments[0].isNull && (objects[object] == null || !isFirst)) {
                objects[object] = arguments[0].object;
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
            if (fromObjects[fromObject] != null && (intoObjects[intoObject] == null || !isFirst)) {
                intoObjects[intoObject] = fromObjects[fromObject];
            }
        }

        @Override
        public void result(long[] words, int word, Object[] objects, int object, Slot result) {
            result.setObject(objects[object]);
        }

        @Override
        public void writeObjects(Object[] objects, int object, ByteWriter out) {
            codec.write(objects[object], out);
        }

        @Override
        public void readObjects(Object[] objects, int object, ByteReader in) {
            objects[object] = codec.read(in);
        }
    }
}
