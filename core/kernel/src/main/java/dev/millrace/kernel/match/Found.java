// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

/**
 * Something to give out for a start row.
 *
 * @param start position of its first row; of an empty match the row where it is
 * @param last runs, null when no row is in it
 * @param to position behind its last row
 * @param sequence of all that was found for the key, from 1
 * @param number of the match, from 1; 0 when it is none
 * @param failure why it cannot be given out, null when it can
 */
record Found(Kind kind, long start, Run last, long to, long sequence, long number, String failure) {
    /** What it is. */
    enum Kind {
        MATCH,
        /** A row that is in no match. */
        UNMATCHED,
        /** A partial match whose time ran out. */
        TIMED_OUT
    }

    boolean isEmpty() {
        return kind == Kind.MATCH && last == null;
    }
}
