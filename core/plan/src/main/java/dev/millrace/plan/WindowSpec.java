// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

/**
 * Windows of a table function or a GROUP BY window. Half-open {@code [start, end)}, aligned to the epoch plus the offset.
 *
 * @param sizeMs length; the gap of SESSION; the greatest length of CUMULATE; more than 0
 * @param slideMs distance of starts; equal to the size for TUMBLE; the step of CUMULATE; 0 for SESSION
 * @param offsetMs shift of the alignment, any sign
 */
public record WindowSpec(Kind kind, long sizeMs, long slideMs, long offsetMs) {
    /** Kinds of windows. */
    public enum Kind {
        TUMBLE,
        HOP,
        CUMULATE,
        SESSION
    }

    public static WindowSpec tumble(long sizeMs, long offsetMs) {
        return new WindowSpec(Kind.TUMBLE, sizeMs, sizeMs, offsetMs);
    }

    /** Size must be a multiple of slide. */
    public static WindowSpec hop(long slideMs, long sizeMs, long offsetMs) {
        return new WindowSpec(Kind.HOP, sizeMs, slideMs, offsetMs);
    }
}
