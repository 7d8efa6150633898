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
        byte[] to = buffer;
        int at = size;
        to[at] = (byte) value;
        to[at + 1] = (byte) (value >>> 8);
        to[at + 2] = (byte) (value >>> 16);
        to[at + 3] = (byte) (value >>> 24);
        to[at + 4] = (byte) (value >>> 32);
        to[at + 5] = (byte) (value >>> 40);
        to[at + 6] = (byte) (value >>> 48);
        to[at + 7] = (byte) (value >>> 56);
        size = at + Long.BYTES;
    }

    public void writeDouble(double value) {
        writeLong(Double.doubleToRawLongBits(value));
    }

    /** One to ten bytes; small magnitudes of either sign are short. */
    public void writeVarLong(long value) {
        long rest = (value << 1) ^ (value >> 63);
        ensure(10);
        byte[] to = buffer;
        int at = size;
        while ((rest & ~0x7FL) != 0) {
            to[at++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        size = at;
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
