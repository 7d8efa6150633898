// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.deduplicate;

import dev.millrace.kernel.StateCodec;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;

/** Open ranges are part of the head and settled ones a part of their own; identifiers are saved by bucket. */
final class SeenCodec implements StateCodec<SeenState> {
    private static final int VERSION = 2;
    /** Wrote whole buckets of identifiers. */
    private static final int WITHOUT_CHUNKS = 1;

    /** Part of the settled ranges. */
    private static final int SETTLED = 1;

    private final DataType type;
    private final RowCodec ids;

    SeenCodec(DataType type) {
        // Bytes are remembered as hexadecimal text, because arrays do not compare by value.
        this.type = type.kind() == TypeKind.BYTES ? DataType.STRING : type;
        this.ids = new RowCodec(Schema.of(new Column("id", this.type)));
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public void save(SeenState state, boolean isAll, Parts out) {
        ByteWriter head = out.part(0);
        head.writeLong(state.clockMs);
        head.writeLong(state.progressMs);
        if (state.ranges != null) {
            saveRanges(state.ranges, isAll, head, out);
            return;
        }
        for (int part : state.ids.partsToSave(isAll)) {
            if (state.ids.hasPart(part)) {
                state.ids.write(part, out.part(part), this::writeId);
            } else {
                out.delete(part);
            }
        }
        state.ids.saved();
    }

    private static void saveRanges(SeenRanges ranges, boolean isAll, ByteWriter head, Parts out) {
        ranges.settle();
        ranges.writeOpen(head);
        if (ranges.hasSettled() && (isAll || ranges.isSettledChanged())) {
            ranges.writeSettled(out.part(SETTLED));
        } else if (!ranges.hasSettled()) {
            out.delete(SETTLED);
        }
        ranges.saved();
    }

    @Override
    public void load(SeenState state, int part, int version, ByteReader in) {
        if (part == SETTLED && state.ranges != null) {
            state.ranges.read(in, true);
            return;
        }
        if (part > 0) {
            state.ids.read(in, part, version == WITHOUT_CHUNKS, this::readId);
            return;
        }
        state.clockMs = in.readLong();
        state.progressMs = in.readLong();
        if (state.ranges != null) {
            state.ranges.read(in, false);
        }
    }

    private void writeId(Object id, ByteWriter out) {
        Row row = new Row(1);
        row.setValue(0, type, id);
        ids.write(row, out);
    }

    private Object readId(ByteReader in) {
        return ids.read(in).valueAt(0, type);
    }
}
