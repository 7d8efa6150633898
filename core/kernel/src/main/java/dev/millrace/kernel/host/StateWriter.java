// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

/** Receives the state of a task in pieces, for a changelog or a checkpoint file. */
public interface StateWriter {
    /**
     * A piece. Both arrays may be kept.
     *
     * @param key unique in the task
     * @param value null when the piece is gone
     */
    void put(byte[] key, byte[] value);
}
