// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import java.util.Arrays;

/** Key of a piece of a task's state, ordered as unsigned bytes. The array belongs to it. */
final class Piece implements Comparable<Piece> {
    private final byte[] bytes;
    private final int hash;

    Piece(byte[] bytes) {
        this.bytes = bytes;
        hash = Arrays.hashCode(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public int compareTo(Piece other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Piece piece && hash == piece.hash && Arrays.equals(bytes, piece.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
