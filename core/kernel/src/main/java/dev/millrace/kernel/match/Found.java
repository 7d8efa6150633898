// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

/**
 * A match.
 *
 * @param start position of its first row; of an empty match the row where it is
 * @param last runs, null for an empty match
 * @param to position behind its last row
 * @param number from 1
 * @param failure why it cannot be given out, null when it can
 */
record Found(long start, Run last, long to, long number, String failure) {
    boolean isEmpty() {
        return last == null;
    }
}
