// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

/** A value in flight between expressions: null flag, word or object (see {@link dev.millrace.model.TypeKind.Storage}). Reused, one thread. */
public final class Slot {
    public boolean isNull;
    public long word;
    public Object object;

    public void setNull() {
        isNull = true;
        object = null;
    }

    public void setWord(long value) {
        isNull = false;
        word = value;
    }

    public void setDouble(double value) {
        isNull = false;
        word = Double.doubleToRawLongBits(value);
    }

    public void setBoolean(boolean value) {
        isNull = false;
        word = value ? 1 : 0;
    }

    /** Null makes the slot NULL. */
    public void setObject(Object value) {
        isNull = value == null;
        object = value;
    }

    public double asDouble() {
        return Double.longBitsToDouble(word);
    }

    public boolean asBoolean() {
        return word != 0;
    }

    public String asString() {
        return (String) object;
    }
}
