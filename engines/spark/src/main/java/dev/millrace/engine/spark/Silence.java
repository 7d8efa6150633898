// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;

/** Finds out when the input of a task is silent, from the wall clock that comes with each micro-batch. One thread. */
final class Silence {
    private static final long NEVER = Long.MIN_VALUE;

    private final long idleMs;
    private long activeAtMs = NEVER;
    private boolean hasRowCome;
    private boolean isSilent;

    /** What a tick of the clock found. */
    enum Tick {
        ROWS_CAME,
        HAS_BEGUN,
        UNCHANGED
    }

    Silence(long idleMs) {
        this.idleMs = idleMs;
    }

    void rowCame() {
        hasRowCome = true;
        isSilent = false;
    }

    Tick tick(long nowMs) {
        if (hasRowCome) {
            hasRowCome = false;
            activeAtMs = nowMs;
            return Tick.ROWS_CAME;
        }
        if (activeAtMs == NEVER || isSilent || nowMs - activeAtMs < idleMs) {
            return Tick.UNCHANGED;
        }
        isSilent = true;
        return Tick.HAS_BEGUN;
    }

    byte[] toBytes() {
        ByteWriter out = new ByteWriter();
        out.writeLong(activeAtMs);
        out.writeBoolean(hasRowCome);
        out.writeBoolean(isSilent);
        return out.toBytes();
    }

    void restore(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        activeAtMs = in.readLong();
        hasRowCome = in.readBoolean();
        isSilent = in.readBoolean();
    }
}
