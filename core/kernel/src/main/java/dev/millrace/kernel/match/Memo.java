// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

/** State of one aggregate over the rows of a match up to a position. */
final class Memo {
    final long[] words;
    final Object[] objects;
    /** Position behind the last row that is in it. */
    long to;

    Memo(int words, int objects) {
        this.words = new long[words];
        this.objects = new Object[objects];
    }
}
