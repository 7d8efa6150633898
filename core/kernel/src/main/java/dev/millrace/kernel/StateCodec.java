// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;

/**
 * Binary form of one key's state, in numbered parts, so that a large state (a pane ring, a buffer of rows) is saved by the
 * pieces that changed. Part 0 is the head: small, saved whenever anything changed. The version is written by the host beside
 * the parts.
 *
 * @param <S> state of one key
 */
public interface StateCodec<S> {
    /** Raised when the form changes; a codec reads every version it ever wrote. */
    int version();

    /**
     * Writes the parts that changed since the last call, or all of them.
     *
     * @param isAll whether unchanged parts are wanted too (checkpoint file, first save after restore elsewhere)
     */
    void save(S state, boolean isAll, Parts out);

    /**
     * Reads one part into a state. Parts come in any order, head included. {@link #loaded} is called after the last one.
     */
    void load(S state, int part, int version, ByteReader in);

    /** Rebuilds what is derived from the parts. */
    default void loaded(S state) {}

    /** Receives parts. */
    interface Parts {
        /** Buffer for a part; complete when the next part begins or {@link StateCodec#save} returns. */
        ByteWriter part(int number);

        /** Says that a part is gone. */
        void delete(int number);
    }
}
