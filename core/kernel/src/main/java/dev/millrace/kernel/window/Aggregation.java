// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.Slot;
import dev.millrace.kernel.KernelError;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.AggregateCall;
import java.util.Arrays;
import java.util.List;

/** All aggregates of a window together: one state of consecutive words and references. Holds scratch space; one thread. */
public final class Aggregation {
    private static final int NO_FILTER = -1;

    private final int words;
    private final int objects;
    private final Call[] calls;
    /** Words and references of a pane before a row is added, to put them back when the row fails. */
    private final long[] savedWords;

    private final Object[] savedObjects;
    private final Slot slot = new Slot();

    /** One aggregate and where its state and arguments are. */
    private record Call(
            Accumulator accumulator,
            int word,
            int object,
            Argument[] arguments,
            Slot[] slots,
            int filter,
            boolean isWord) {}

    /** Column of an argument. */
    private record Argument(int column, boolean isWord) {}

    public Aggregation(List<AggregateCall> aggregates, Schema input, FunctionCatalog functions) {
        calls = new Call[aggregates.size()];
        int wordCount = 0;
        int objectCount = 0;
        for (int i = 0; i < calls.length; i++) {
            AggregateCall aggregate = aggregates.get(i);
            List<DataType> types =
                    aggregate.arguments().stream().map(input::type).toList();
            Accumulator accumulator = functions
                    .accumulator(aggregate.function(), types, aggregate.isDistinct(), aggregate.type())
                    .orElseThrow(() -> unknown(aggregate, types));
            Argument[] arguments = aggregate.arguments().stream()
                    .map(column ->
                            new Argument(column, input.type(column).kind().isWord()))
                    .toArray(Argument[]::new);
            Slot[] slots = new Slot[arguments.length];
            Arrays.setAll(slots, n -> new Slot());
            boolean isWord = aggregate.type().kind().isWord();
            calls[i] =
                    new Call(accumulator, wordCount, objectCount, arguments, slots, aggregate.filterColumn(), isWord);
            wordCount += accumulator.words();
            objectCount += accumulator.objects();
        }
        words = wordCount;
        objects = objectCount;
        savedWords = new long[words];
        savedObjects = new Object[objects];
    }

    private static MillraceException unknown(AggregateCall aggregate, List<DataType> types) {
        return MillraceException.of(
                KernelError.NO_AGGREGATE,
                "aggregate \"" + aggregate.function() + "\" does not take " + types,
                "Use an aggregate that the function reference lists, or cast its argument.");
    }

    /** Words of one state. */
    public int words() {
        return words;
    }

    /** References of one state. */
    public int objects() {
        return objects;
    }

    public void reset(long[] w, int word, Object[] o, int object) {
        for (Call call : calls) {
            call.accumulator.reset(w, word + call.word, o, object + call.object);
        }
    }

    /** Adds a row. When it fails with an {@link ArithmeticException} the state is as it was. */
    public void add(long[] w, int word, Object[] o, int object, Row row) {
        if (calls.length > 1) {
            System.arraycopy(w, word, savedWords, 0, words);
            if (objects > 0) {
                System.arraycopy(o, object, savedObjects, 0, objects);
            }
        }
        try {
            for (Call call : calls) {
                if (call.filter == NO_FILTER || (!row.isNull(call.filter) && row.booleanAt(call.filter))) {
                    fill(call, row);
                    call.accumulator.add(w, word + call.word, o, object + call.object, call.slots);
                }
            }
        } catch (ArithmeticException e) {
            if (calls.length > 1) {
                System.arraycopy(savedWords, 0, w, word, words);
                System.arraycopy(savedObjects, 0, o, object, objects);
            }
            throw e;
        }
    }

    private static void fill(Call call, Row row) {
        for (int i = 0; i < call.arguments.length; i++) {
            Argument argument = call.arguments[i];
            Slot target = call.slots[i];
            if (row.isNull(argument.column)) {
                target.setNull();
            } else if (argument.isWord) {
                target.setWord(row.wordAt(argument.column));
            } else {
                target.setObject(row.objectAt(argument.column));
            }
        }
    }

    void merge(long[] intoW, int intoWord, Object[] intoO, int intoObject, PaneList from, int slotIndex) {
        merge(
                intoW,
                intoWord,
                intoO,
                intoObject,
                from.words(),
                from.wordOf(slotIndex),
                from.objects(),
                from.objectOf(slotIndex));
    }

    void merge(
            long[] intoW,
            int intoWord,
            Object[] intoO,
            int intoObject,
            long[] fromW,
            int fromWord,
            Object[] fromO,
            int fromObject) {
        for (Call call : calls) {
            int w = call.word;
            int o = call.object;
            call.accumulator.merge(
                    intoW, intoWord + w, intoO, intoObject + o, fromW, fromWord + w, fromO, fromObject + o);
        }
    }

    /** Makes one state equal to another, sharing nothing. */
    void copy(
            long[] intoW,
            int intoWord,
            Object[] intoO,
            int intoObject,
            long[] fromW,
            int fromWord,
            Object[] fromO,
            int fromObject) {
        if (objects == 0) {
            System.arraycopy(fromW, fromWord, intoW, intoWord, words);
            return;
        }
        reset(intoW, intoWord, intoO, intoObject);
        merge(intoW, intoWord, intoO, intoObject, fromW, fromWord, fromO, fromObject);
    }

    /**
     * Writes the values of a state into columns of a row.
     *
     * @return null, or why a value does not fit its type and is NULL
     */
    public String results(long[] w, int word, Object[] o, int object, Row row, int firstColumn) {
        String failure = null;
        for (int i = 0; i < calls.length; i++) {
            Call call = calls[i];
            try {
                call.accumulator.result(w, word + call.word, o, object + call.object, slot);
            } catch (ArithmeticException e) {
                failure = e.getMessage();
                slot.setNull();
            }
            if (slot.isNull) {
                row.setNull(firstColumn + i);
            } else if (call.isWord) {
                row.setWord(firstColumn + i, slot.word);
            } else {
                row.setObject(firstColumn + i, slot.object);
            }
        }
        return failure;
    }

    public void write(long[] w, int word, Object[] o, int object, ByteWriter out) {
        for (int i = 0; i < words; i++) {
            out.writeLong(w[word + i]);
        }
        for (Call call : calls) {
            call.accumulator.writeObjects(o, object + call.object, out);
        }
    }

    public void read(long[] w, int word, Object[] o, int object, ByteReader in) {
        for (int i = 0; i < words; i++) {
            w[word + i] = in.readLong();
        }
        for (Call call : calls) {
            call.accumulator.readObjects(o, object + call.object, in);
        }
    }
}
