// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.buffer;

import dev.millrace.model.Row;
import java.util.Arrays;

/**
 * Position of a result that is made of many readings: a number of its key and window, the same for every revision and after every
 * replay. It stands in the place of a reading's offset, in partition -1, so that what takes a result back finds it also where the
 * columns of its key were left out. FNV-1a, 59 bits: among a million results two have the same number once in a million runs.
 */
public final class ResultPosition {
    public static final int PARTITION = -1;

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /** 59 bits, so that the number has 18 digits at most, as the key of a result record allows. */
    private static final long MASK = (1L << 59) - 1;

    private ResultPosition() {}

    /** Of the first columns of a row, and one more number. */
    public static long of(Row row, int columns, long more) {
        long hash = mix(OFFSET_BASIS, more);
        for (int i = 0; i < columns; i++) {
            hash = column(hash, row, i);
        }
        return hash & MASK;
    }

    /** Of a number that {@link #of} gave and one more. */
    public static long with(long position, long more) {
        return mix(position, more) & MASK;
    }

    /** As many bits of a number that was mixed in another way as a position has. */
    public static long of(long mixed) {
        return mixed & MASK;
    }

    private static long column(long hash, Row row, int column) {
        if (row.isNull(column)) {
            return mix(hash, Long.MIN_VALUE + 1);
        }
        Object object = row.objectAt(column);
        if (object == null) {
            return mix(hash, row.wordAt(column));
        }
        if (object instanceof String text) {
            long mixed = mix(hash, text.length());
            for (int i = 0; i < text.length(); i++) {
                mixed = (mixed ^ text.charAt(i)) * PRIME;
            }
            return mixed;
        }
        return mix(hash, object instanceof byte[] bytes ? Arrays.hashCode(bytes) : object.hashCode());
    }

    private static long mix(long hash, long value) {
        long mixed = hash;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            mixed = (mixed ^ (value >>> shift & 0xff)) * PRIME;
        }
        return mixed;
    }
}
