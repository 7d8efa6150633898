// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.Slot;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import dev.millrace.model.Words;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Feeds every different argument value once to another accumulator, when the result is asked for. Objects: a sorted set of the
 * values, null when there is none. Exact, and therefore bounded: a state takes {@link #VALUES_MAX} values, rows with more go to
 * the ledger.
 */
public final class DistinctAccumulator implements Accumulator {
    /** About 10 MB a state. */
    static final int VALUES_MAX = 100_000;

    private final Accumulator inner;
    private final TypeKind[] kinds;
    private final ObjectCodec[] codecs;
    private final Comparator<Object[]> order;

    public DistinctAccumulator(Accumulator inner, List<DataType> arguments) {
        this.inner = inner;
        this.kinds = arguments.stream().map(DataType::kind).toArray(TypeKind[]::new);
        this.codecs = arguments.stream().map(ObjectCodec::new).toArray(ObjectCodec[]::new);
        List<Comparator<Object>> orders = arguments.stream().map(ValueOrder::of).toList();
        this.order = (a, b) -> {
            for (int i = 0; i < a.length; i++) {
                int sign = orders.get(i).compare(a[i], b[i]);
                if (sign != 0) {
                    return sign;
                }
            }
            return 0;
        };
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
        Object[] value = new Object[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            if (arguments[i].isNull) {
                return;
            }
            value[i] = kinds[i].isWord() ? Words.box(kinds[i], arguments[i].word) : arguments[i].object;
        }
        insert(setOf(objects, object), value);
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
            TreeSet<Object[]> into = setOf(intoObjects, intoObject);
            into.addAll(setOf(fromObjects, fromObject));
        }
    }

    private static void insert(TreeSet<Object[]> set, Object[] value) {
        if (set.size() >= VALUES_MAX && !set.contains(value)) {
            throw new ArithmeticException("DISTINCT has more than " + VALUES_MAX + " values in one window");
        }
        set.add(value);
    }

    @SuppressWarnings("unchecked")
    private TreeSet<Object[]> setOf(Object[] objects, int object) {
        if (objects[object] == null) {
            objects[object] = new TreeSet<>(order);
        }
        return (TreeSet<Object[]>) objects[object];
    }

    @Override
    public void result(long[] words, int word, Object[] objects, int object, Slot result) {
        long[] innerWords = new long[inner.words()];
        Object[] innerObjects = new Object[inner.objects()];
        inner.reset(innerWords, 0, innerObjects, 0);
        if (objects[object] != null) {
            Slot[] slots = new Slot[kinds.length];
            for (int i = 0; i < slots.length; i++) {
                slots[i] = new Slot();
            }
            for (Object[] value : setOf(objects, object)) {
                fill(slots, value);
                inner.add(innerWords, 0, innerObjects, 0, slots);
            }
        }
        inner.result(innerWords, 0, innerObjects, 0, result);
    }

    private void fill(Slot[] slots, Object[] value) {
        for (int i = 0; i < slots.length; i++) {
            if (kinds[i].isWord()) {
                slots[i].setWord(Words.unbox(kinds[i], value[i]));
            } else {
                slots[i].setObject(value[i]);
            }
        }
    }

    @Override
    public void writeObjects(Object[] objects, int object, ByteWriter out) {
        if (objects[object] == null) {
            out.writeVarInt(0);
            return;
        }
        TreeSet<Object[]> set = setOf(objects, object);
        out.writeVarInt(set.size());
        for (Object[] value : set) {
            for (int i = 0; i < codecs.length; i++) {
                codecs[i].write(value[i], out);
            }
        }
    }

    @Override
    public void readObjects(Object[] objects, int object, ByteReader in) {
        objects[object] = null;
        for (int left = in.readVarInt(); left > 0; left--) {
            Object[] value = new Object[codecs.length];
            for (int i = 0; i < codecs.length; i++) {
                value[i] = codecs[i].read(in);
            }
            setOf(objects, object).add(value);
        }
    }
}
