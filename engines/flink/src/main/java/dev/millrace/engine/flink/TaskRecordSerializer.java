// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.model.Row;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Form of {@link TaskRecord} between the tasks of one job; it is in no checkpoint that another build would read. */
public final class TaskRecordSerializer extends WireSerializer<TaskRecord> {
    static final TaskRecordSerializer INSTANCE = new TaskRecordSerializer();

    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(TaskRecord record, DataOutputView out) throws IOException {
        out.writeShort(record.input());
        out.writeInt(record.partition());
        writeBytes(record.value(), out);
        out.writeLong(record.offset());
        if (record.offset() >= 0) {
            writeBytes(record.key(), out);
            out.writeLong(record.timestampMs());
            out.writeLong(record.arrivalMicros());
        }
    }

    @Override
    public TaskRecord deserialize(DataInputView in) throws IOException {
        int input = in.readShort();
        int partition = in.readInt();
        byte[] value = readBytes(in);
        long offset = in.readLong();
        if (offset < 0) {
            return new TaskRecord(input, partition, null, value, offset, 0, Row.NO_TIME);
        }
        return new TaskRecord(input, partition, readBytes(in), value, offset, in.readLong(), in.readLong());
    }

    @Override
    public TypeSerializerSnapshot<TaskRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Flink makes it by name. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<TaskRecord> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
