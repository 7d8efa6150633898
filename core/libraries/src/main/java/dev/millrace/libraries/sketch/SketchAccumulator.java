// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.sketch;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.Slot;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;

/**
 * State in one object, null as long as there is no value, beside a given number of words that are zero at the start.
 *
 * @param <S> the object
 */
abstract class SketchAccumulator<S> implements Accumulator {
    private final int words;

    SketchAccumulator(int words) {
        this.words = words;
    }

    @Override
    public final int words() {
        return words;
    }

    @Override
    public final int objects() {
        return 1;
    }

    @Override
    public final void reset(long[] values, int word, Object[] objects, int object) {
        for (int i = 0; i < words; i++) {
            values[word + i] = 0;
        }
        objects[object] = null;
    }

    @Override
    public final void merge(
            long[] intoWords,
            int intoWord,
            Object[] intoObjects,
            int intoObject,
            long[] fromWords,
            int fromWord,
            Object[] fromObjects,
            int fromObject) {
        S from = sketch(fromObjects, fromObject);
        if (from == null) {
            return;
        }
        System.arraycopy(fromWords, fromWord, intoWords, intoWord, words);
        S into = sketch(intoObjects, intoObject);
        intoObjects[intoObject] = into == null ? copy(from) : merged(into, from);
    }

    @Override
    public final void result(long[] values, int word, Object[] objects, int object, Slot result) {
        S sketch = sketch(objects, object);
        if (sketch == null) {
            nothing(result);
        } else {
            result(sketch, values, word, result);
        }
    }

    @Override
    public final void writeObjects(Object[] objects, int object, ByteWriter out) {
        S sketch = sketch(objects, object);
        out.writeBytes(sketch == null ? new byte[0] : bytes(sketch));
    }

    @Override
    public final void readObjects(Object[] objects, int object, ByteReader in) {
        byte[] bytes = in.readBytes();
        objects[object] = bytes.length == 0 ? null : sketch(bytes);
    }

    /** The object in its own type, null when there is no value yet. */
    @SuppressWarnings("unchecked")
    final S sketch(Object[] objects, int object) {
        return (S) objects[object];
    }

    /** An independent copy. */
    abstract S copy(S sketch);

    /** Adds the second to the first and gives what holds both. */
    abstract S merged(S into, S from);

    /** Sets the result; must not change the sketch in a way that later results show. */
    abstract void result(S sketch, long[] values, int word, Slot result);

    /** Result without values. */
    void nothing(Slot result) {
        result.setNull();
    }

    /** Never empty. */
    abstract byte[] bytes(S sketch);

    abstract S sketch(byte[] bytes);
}
