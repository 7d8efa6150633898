// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

/**
 * Where the state of keys waits that is not on the heap: a store on disk of the host. Called by the task's thread only, between and
 * during calls of the task.
 */
public interface ColdState extends StateWriter {
    /**
     * Takes a piece that changed, at any time and not only when {@link Task#saveState} is called; a null value says that it is gone.
     * What was put is there for {@link #get} at once.
     */
    @Override
    void put(byte[] key, byte[] value);

    /** A piece, null when there is none. */
    byte[] get(byte[] key);

    /**
     * Gives all pieces in the order of their keys as unsigned bytes.
     *
     * @param reader must not call this object
     */
    void readAll(StateWriter reader);
}
