// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.host.Exchange.ExchangeRow;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Binary form of rows on an exchange: version, sender's partition, account, then the needed columns with origin. Sender and
 * receiver need the same plan. One thread.
 */
public final class ExchangeCodec {
    private static final int VERSION = 1;
    /** Stands in the place of a row in a message that only brings progress. */
    private static final int PROGRESS_ONLY = -2;

    private final Schema schema;
    private final int[] columns;
    private final RowCodec codec;
    private final ByteWriter writer = new ByteWriter();

    ExchangeCodec(Schema schema, List<Boolean> isNeeded) {
        this.schema = schema;
        List<Column> needed = new ArrayList<>();
        int[] positions = new int[schema.size()];
        for (int i = 0; i < schema.size(); i++) {
            if (isNeeded.get(i)) {
                positions[needed.size()] = i;
                needed.add(schema.column(i));
            }
        }
        columns = java.util.Arrays.copyOf(positions, needed.size());
        codec = new RowCodec(new Schema(needed));
    }

    /** Bytes of a row that the given partition of the sending task gave. */
    public byte[] encode(int upstreamPartition, Row row, int table) {
        writer.reset().writeByte(VERSION);
        writer.writeVarInt(upstreamPartition);
        writer.writeVarInt(table);
        codec.writeWithOrigin(columns.length == schema.size() ? row : needed(row), writer);
        return writer.toBytes();
    }

    /** Bytes of a message without a row, see {@link Task#progressMs}. */
    public byte[] encodeProgress(int upstreamPartition, long progressMs) {
        writer.reset().writeByte(VERSION);
        writer.writeVarInt(upstreamPartition);
        writer.writeVarInt(PROGRESS_ONLY);
        writer.writeLong(progressMs);
        return writer.toBytes();
    }

    /** Gives a message to the task that receives it. */
    public void decode(byte[] value, Task task, int input) {
        ByteReader in = new ByteReader(value);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException("exchange message has version " + version + ", known is " + VERSION);
        }
        int partition = in.readVarInt();
        int table = in.readVarInt();
        if (table == PROGRESS_ONLY) {
            task.upstreamProgress(input, partition, in.readLong());
        } else {
            task.receive(input, partition, new ExchangeRow(full(codec.readWithOrigin(in)), table));
        }
    }

    private Row needed(Row row) {
        Row small = new Row(columns.length).copyOrigin(row).withKind(row.kind()).withRevision(row.revision());
        for (int i = 0; i < columns.length; i++) {
            small.setFrom(i, row, columns[i]);
        }
        return small;
    }

    private Row full(Row small) {
        if (columns.length == schema.size()) {
            return small;
        }
        Row row =
                new Row(schema.size()).copyOrigin(small).withKind(small.kind()).withRevision(small.revision());
        for (int i = 0; i < columns.length; i++) {
            row.setFrom(columns[i], small, i);
        }
        return row;
    }
}
