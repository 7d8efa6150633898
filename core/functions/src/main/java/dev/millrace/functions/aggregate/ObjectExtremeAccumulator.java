// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.Slot;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.DataType;
import java.util.Comparator;

/** Least or greatest text, decimal or bytes. Objects: the value, null when there is none. */
final class ObjectExtremeAccumulator implements Accumulator {
    private final int sign;
    private final Comparator<Object> order;
    private final ObjectCodec codec;

    ObjectExtremeAccumulator(int sign, DataType type) {
        this.sign = sign;
        this.order = ValueOrder.of(type);
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
        if (!arguments[0].isNull) {
            take(objects, object, arguments[0].object);
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
        if (fromObjects[fromObject] != null) {
            take(intoObjects, intoObject, fromObjects[fromObject]);
        }
    }

    private void take(Object[] objects, int object, Object value) {
        if (objects[object] == null || order.compare(value, objects[object]) * sign > 0) {
            objects[object] = value;
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
