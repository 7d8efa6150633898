// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * What goes over the pipe between two processes: pieces of bytes with their length before them. Requests are number (0 wants no
 * answer), command and body; answers are number, whether it failed, and body.
 */
final class Frames {
    /** Changes with every change of frames, commands or bodies. */
    static final int PROTOCOL_VERSION = 1;

    /** A plan is some kilobytes, the result of a scenario some megabytes at most; more is no frame of ours. */
    private static final int MAX_BYTES = 256 << 20;

    private Frames() {}

    /** Writes and flushes. */
    static void write(DataOutputStream out, byte[] frame) throws IOException {
        out.writeInt(frame.length);
        out.write(frame);
        out.flush();
    }

    /** The next frame; null at the end. */
    static byte[] read(DataInputStream in) throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException end) {
            return null;
        }
        if (length < 0 || length > MAX_BYTES) {
            throw new IOException("frame of " + length + " bytes, more than " + MAX_BYTES
                    + ": something else than the engine wrote to its output");
        }
        byte[] frame = new byte[length];
        in.readFully(frame);
        return frame;
    }
}
