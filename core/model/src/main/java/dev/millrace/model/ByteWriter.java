// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Growing buffer for binary state and records. Little endian words, variable-length integers. Reusable, one thread. */
public final class ByteWriter {
    private static final int INITIAL_BYTES = 256;

    private byte[] buffer = new byte[INITIAL_BYTES];
    private int size;

    public ByteWriter reset() {
        size = 0;
        return this;
    }

    public int size() {
        return size;
    }

    /** The buffer itself, valid up to {@link #size} and until the next write. */
    public byte[] buffer() {
        return buffer;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    public void writeByte(int value) {
        ensure(1);
        buffer[size++] = (byte) value;
    }

    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    /** Eight bytes. */
    public void writeLong(long value) {
        ensure(Long.BYTES);
        for (int i = 0; i < Long.BYTES; i++) {
            buffer[size++] = (byte) (value >>> (8 * i));
        }
    }

    public void writeDouble(double value) {
        writeLong(Double.doubleToRawLongBits(value));
    }

    /** One to ten bytes; small magnitudes of either sign are short. */
    public void writeVarLong(long value) {
        long rest = (value << 1) ^ (value >> 63);
        ensure(10);
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    public void writeVarInt(int value) {
        writeVarLong(value);
    }

    /** Length and bytes. */
    public void writeBytes(byte[] value) {
        writeVarInt(value.length);
        writeRaw(value, 0, value.length);
    }

    public void writeRaw(byte[] value, int from, int length) {
        ensure(length);
        System.arraycopy(value, from, buffer, size, length);
        size += length;
    }

    /** Length in bytes and UTF-8. */
    public void writeString(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    private void ensure(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
