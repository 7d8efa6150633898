// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import dev.millrace.kernel.StateCodec;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;

/** Head: clock, positions and frames; then the rows in chunks. */
final class OverCodec implements StateCodec<OverState> {
    private final RowCodec codec;

    OverCodec(Schema schema) {
        codec = new RowCodec(schema);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void save(OverState state, boolean isAll, Parts out) {
        ByteWriter head = out.part(0);
        state.clock.save(head);
        head.writeVarLong(state.rows.first());
        head.writeVarLong(state.rows.end());
        head.writeVarLong(state.emittedTo);
        head.writeVarLong(state.openFrom);
        head.writeVarLong(state.replacing);
        state.withdrawn.save(head);
        for (FrameState frame : state.frames) {
            frame.save(head);
        }
        state.rows.save(codec, isAll, out);
    }

    @Override
    public void load(OverState state, int part, int version, ByteReader in) {
        if (part != 0) {
            state.rows.load(codec, part, in);
            return;
        }
        state.clock.load(in);
        state.loadedFirst = in.readVarLong();
        state.loadedEnd = in.readVarLong();
        state.emittedTo = in.readVarLong();
        state.openFrom = in.readVarLong();
        state.replacing = in.readVarLong();
        state.withdrawn.load(in);
        for (FrameState frame : state.frames) {
            frame.load(in);
        }
    }

    @Override
    public void loaded(OverState state) {
        state.rows.loaded(state.loadedFirst, state.loadedEnd);
        for (FrameState frame : state.frames) {
            frame.loaded(state.rows);
        }
    }
}
