// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Words;

/** A value known when the expression is compiled. */
final class Constant implements Evaluator {
    static final Constant NULL = new Constant(true, 0, null);

    final boolean isNull;
    final long word;
    final Object object;

    private Constant(boolean isNull, long word, Object object) {
        this.isNull = isNull;
        this.word = word;
        this.object = object;
    }

    static Constant of(Object value, DataType type) {
        if (value == null) {
            return NULL;
        }
        return type.kind().isWord()
                ? new Constant(false, Words.unbox(type.kind(), value), null)
                : new Constant(false, 0, value);
    }

    /** Evaluates now what needs no row; gives the evaluator itself back when that fails, so that each row reports it. */
    static Evaluator fold(Evaluator evaluator) {
        Slot slot = new Slot();
        try {
            evaluator.eval(null, slot);
        } catch (ArithmeticException | IllegalArgumentException e) {
            return evaluator;
        }
        return slot.isNull ? NULL : new Constant(false, slot.word, slot.object);
    }

    double asDouble() {
        return Double.longBitsToDouble(word);
    }

    @Override
    public void eval(Row row, Slot result) {
        result.isNull = isNull;
        result.word = word;
        result.object = object;
    }
}
