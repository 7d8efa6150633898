// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

import dev.millrace.kernel.StateCodec;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;

/** Head: clocks and positions of both sides; then rows in chunks, odd parts for the left side and even ones for the right. */
final class JoinCodec implements StateCodec<JoinState> {
    private final RowCodec left;
    private final RowCodec right;

    /** A codec for rows of these schemas, which are those of the inputs and what the operator adds. */
    JoinCodec(Schema left, Schema right) {
        this.left = new RowCodec(left);
        this.right = new RowCodec(right);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void save(JoinState state, boolean isAll, Parts out) {
        ByteWriter head = out.part(0);
        state.left.save(head);
        state.right.save(head);
        state.left.rows.save(left, isAll, out);
        state.right.rows.save(right, isAll, out);
    }

    @Override
    public void load(JoinState state, int part, int version, ByteReader in) {
        if (part == 0) {
            state.left.load(in);
            state.right.load(in);
        } else if (part % 2 == 1) {
            state.left.rows.load(left, part, in);
        } else {
            state.right.rows.load(right, part, in);
        }
    }

    @Override
    public void loaded(JoinState state) {
        state.left.loaded();
        state.right.loaded();
    }
}
