// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.kernel.StateCodec;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;
import java.util.function.Consumer;

/** Head: clock and search; matches that were given out; then the rows in chunks. Threads come back by replaying rows. */
final class MatchCodec implements StateCodec<MatchState> {
    private static final int HEAD = 0;
    private static final int LOG = 1;
    /** First part for rows. */
    static final int FIRST_ROWS = 2;

    private final RowCodec input;
    private final RowCodec output;
    private final Consumer<MatchState> replay;

    MatchCodec(Schema input, Schema output, Consumer<MatchState> replay) {
        this.input = new RowCodec(input);
        this.output = new RowCodec(output);
        this.replay = replay;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void save(MatchState state, boolean isAll, Parts out) {
        ByteWriter head = out.part(HEAD);
        state.clock.save(head);
        head.writeVarLong(state.rows.first());
        head.writeVarLong(state.rows.end());
        head.writeVarLong(state.usableTo);
        head.writeVarLong(state.partitionFrom);
        head.writeVarLong(state.reportedTo);
        head.writeVarLong(state.replacing);
        state.search.save(head);
        state.resume.save(head);
        state.rows.save(input, isAll, out);
        if (isAll || state.log.isChanged()) {
            state.log.save(input, output, out.part(LOG));
        }
    }

    @Override
    public void load(MatchState state, int part, int version, ByteReader in) {
        if (part == LOG) {
            state.log.load(input, output, in);
            return;
        }
        if (part != HEAD) {
            state.rows.load(input, part, in);
            return;
        }
        state.clock.load(in);
        state.loadedFirst = in.readVarLong();
        state.loadedEnd = in.readVarLong();
        state.usableTo = in.readVarLong();
        state.partitionFrom = in.readVarLong();
        state.reportedTo = in.readVarLong();
        state.replacing = in.readVarLong();
        state.search.load(in);
        state.resume.load(in);
    }

    @Override
    public void loaded(MatchState state) {
        state.rows.loaded(state.loadedFirst, state.loadedEnd);
        replay.accept(state);
    }
}
