// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote. One thread. */
public final class ByteReader {
    private byte[] buffer;
    private int position;
    private int end;

    public ByteReader(byte[] bytes) {
        reset(bytes, 0, bytes.length);
    }

    public ByteReader reset(byte[] bytes, int from, int length) {
        buffer = bytes;
        position = from;
        end = from + length;
        return this;
    }

    public boolean hasMore() {
        return position < end;
    }

    public int position() {
        return position;
    }

    public int readByte() {
        require(1);
        return buffer[position++];
    }

    public boolean readBoolean() {
        return readByte() != 0;
    }

    public long readLong() {
        require(Long.BYTES);
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value |= (buffer[position++] & 0xFFL) << (8 * i);
        }
        return value;
    }

    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    public long readVarLong() {
        long rest = 0;
        int shift = 0;
        while (true) {
            int next = readByte();
            rest |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return (rest >>> 1) ^ -(rest & 1);
            }
            shift += 7;
        }
    }

    public int readVarInt() {
        return (int) readVarLong();
    }

    public byte[] readBytes() {
        int length = readVarInt();
        require(length);
        byte[] value = Arrays.copyOfRange(buffer, position, position + length);
        position += length;
        return value;
    }

    public String readString() {
        int length = readVarInt();
        require(length);
        String value = new String(buffer, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    private void require(int length) {
        if (length < 0 || position + length > end) {
            throw new IllegalStateException(
                    "record of " + end + " bytes ends before the " + length + " bytes wanted at " + position);
        }
    }
}
