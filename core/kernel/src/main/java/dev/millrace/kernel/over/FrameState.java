// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import dev.millrace.kernel.buffer.RowBuffer;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;

/** The sums of one frame of one key, at the row that was asked for last. */
interface FrameState {
    /**
     * Writes the results for the row at a position into {@code target}. Cheap when positions are asked for in order.
     *
     * @throws ArithmeticException or {@link IllegalArgumentException} when an aggregate has no value
     */
    void evaluate(RowBuffer rows, long position, Row target);

    /** Says that rows at and behind a position are not what they were. */
    void changed(long position);

    /** Says that the oldest row is about to be dropped. */
    void dropping(Row row, long position);

    void save(ByteWriter out);

    void load(ByteReader in);

    /** Rebuilds what is derived from the rows. */
    void loaded(RowBuffer rows);
}
