// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.kernel.StateCodec;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.WindowAggregate;
import java.util.Arrays;
import java.util.List;

/**
 * Saves panes in chunks of 16, so that a window of 240 panes costs one chunk a save and not all of them. A state that never has
 * more than 16 panes is one part.
 */
final class WindowStateCodec implements StateCodec<WindowState> {
    private static final int VERSION = 1;
    /** Part of the given results, which change rarely and may be many; those of panes and rows count from 1 upwards. */
    private static final int GIVEN = Integer.MAX_VALUE;

    private static final int PANES_A_CHUNK = 16;
    private static final int CHUNKS_MAX = 4096;

    private final RowCodec keyCodec;
    private final RowCodec resultCodec;
    private final Aggregation aggregation;
    /** Null when rows are never taken back and so not kept. */
    private final Corrections corrections;

    private final RowCodec rowCodec;
    private final PaneLayout layout;
    private final WindowAggregateOperator operator;
    /** Number of chunks; 0 when panes are part of the head. */
    private final int chunks;

    WindowStateCodec(
            WindowAggregate node,
            PaneLayout layout,
            Aggregation aggregation,
            Corrections corrections,
            WindowAggregateOperator operator) {
        List<Column> keys =
                node.keys().stream().map(node.input().schema()::column).toList();
        this.keyCodec = new RowCodec(new Schema(keys));
        this.resultCodec = new RowCodec(node.schema());
        this.aggregation = aggregation;
        this.corrections = corrections;
        this.rowCodec = new RowCodec(node.input().schema());
        this.layout = layout;
        this.operator = operator;
        TimeRule rule = node.timeRule();
        long panes = layout.panesPerWindow() + (rule.boundMs() + rule.latenessMs()) / layout.sliceMs() + 2;
        this.chunks = panes <= PANES_A_CHUNK ? 0 : (int) Math.min(CHUNKS_MAX, panes / PANES_A_CHUNK + 2);
    }

    /** Number of parts, the head included. */
    int parts() {
        return chunks + 1;
    }

    /** Part that a pane is saved in. Panes far apart may share one. */
    int partOf(long pane) {
        return chunks == 0 ? 0 : 1 + (int) Math.floorMod(Math.floorDiv(pane, (long) PANES_A_CHUNK), (long) chunks);
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public void save(WindowState state, boolean isAll, Parts out) {
        writeHead(state, out.part(0));
        for (int part = 1; part <= chunks; part++) {
            boolean isChanged = (state.changedParts[part >>> 6] & 1L << part) != 0;
            int count = isAll || isChanged ? countIn(state, part) : 0;
            if (count > 0) {
                writePanes(state, part, count, out.part(part));
            } else if (isChanged) {
                out.delete(part);
            }
        }
        Arrays.fill(state.changedParts, 0);
        saveGiven(state.given, isAll, out);
        if (state.rows != null) {
            saveRows(state.rows, isAll, out);
        }
    }

    private void saveGiven(GivenResults given, boolean isAll, Parts out) {
        if (!given.isEmpty() && (isAll || given.isChanged())) {
            given.write(resultCodec, out.part(GIVEN));
        } else if (given.isEmpty() && given.isChanged()) {
            out.delete(GIVEN);
        }
        given.saved();
    }

    /** Chunks of rows are the parts after those of the panes. */
    private void saveRows(RowStore rows, boolean isAll, Parts out) {
        for (int chunk = 0; chunk < rows.chunks(); chunk++) {
            if (!isAll && !rows.isChanged(chunk)) {
                continue;
            }
            List<RowStore.Entry> entries = rows.entriesOf(chunk);
            int part = chunks + 1 + chunk;
            if (!entries.isEmpty()) {
                writeRows(entries, out.part(part));
            } else if (rows.isChanged(chunk)) {
                out.delete(part);
            }
        }
        rows.saved();
    }

    private void writeRows(List<RowStore.Entry> entries, ByteWriter out) {
        out.writeVarInt(entries.size());
        for (RowStore.Entry entry : entries) {
            out.writeVarInt(entry.slot());
            out.writeVarLong(entry.order());
            out.writeVarInt(entry.count());
            rowCodec.writeWithOrigin(entry.row(), out);
        }
    }

    private void readRows(RowStore rows, ByteReader in) {
        for (int left = in.readVarInt(); left > 0; left--) {
            int slot = in.readVarInt();
            long order = in.readVarLong();
            int count = in.readVarInt();
            Row row = rowCodec.readWithOrigin(in);
            long pane = layout.paneOf(row.timeMs());
            rows.restore(new RowStore.Entry(slot, order, pane, corrections.identityOf(row), row, count));
        }
    }

    private void writeHead(WindowState state, ByteWriter out) {
        out.writeBoolean(state.key != null);
        if (state.key == null) {
            return;
        }
        keyCodec.write(state.key, out);
        out.writeLong(state.clockMs);
        out.writeLong(state.progressMs);
        out.writeLong(state.arrivalMicros);
        out.writeLong(state.firedEnd);
        state.revisions.write(out);
        if (chunks == 0) {
            writePanes(state, 0, state.panes.size(), out);
        }
    }

    private int countIn(WindowState state, int part) {
        int count = 0;
        for (int slot = state.panes.head(); slot < state.panes.end(); slot++) {
            count += partOf(state.panes.numberAt(slot)) == part ? 1 : 0;
        }
        return count;
    }

    private void writePanes(WindowState state, int part, int count, ByteWriter out) {
        out.writeVarInt(count);
        PaneList panes = state.panes;
        for (int slot = panes.head(); slot < panes.end(); slot++) {
            long pane = panes.numberAt(slot);
            if (partOf(pane) == part) {
                out.writeVarLong(pane);
                aggregation.write(panes.words(), panes.wordOf(slot), panes.objects(), panes.objectOf(slot), out);
            }
        }
    }

    @Override
    public void load(WindowState state, int part, int version, ByteReader in) {
        if (part == GIVEN) {
            state.given.read(resultCodec, layout, in);
            return;
        }
        if (part > chunks) {
            readRows(state.rows, in);
            return;
        }
        if (part > 0) {
            readPanes(state, in);
            return;
        }
        if (!in.readBoolean()) {
            return;
        }
        state.key = keyCodec.read(in);
        state.clockMs = in.readLong();
        state.progressMs = in.readLong();
        state.arrivalMicros = in.readLong();
        state.firedEnd = in.readLong();
        state.revisions.read(in);
        if (chunks == 0) {
            readPanes(state, in);
        }
    }

    private void readPanes(WindowState state, ByteReader in) {
        PaneList panes = state.panes;
        for (int left = in.readVarInt(); left > 0; left--) {
            long pane = in.readVarLong();
            int slot = panes.insert(-1 - panes.find(pane), pane);
            aggregation.read(panes.words(), panes.wordOf(slot), panes.objects(), panes.objectOf(slot), in);
        }
    }

    @Override
    public void loaded(WindowState state) {
        operator.loaded(state);
    }
}
