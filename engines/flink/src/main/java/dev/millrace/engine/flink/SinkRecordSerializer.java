// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Form of {@link SinkRecord}; seldom used, because the sink is in the same thread as the task before it. */
public final class SinkRecordSerializer extends WireSerializer<SinkRecord> {
    static final SinkRecordSerializer INSTANCE = new SinkRecordSerializer();

    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(SinkRecord record, DataOutputView out) throws IOException {
        out.writeUTF(record.topic());
        writeBytes(record.key(), out);
        writeBytes(record.value(), out);
        out.writeLong(record.timestampMs());
        Header[] headers = record.headers().toArray();
        out.writeByte(headers.length);
        for (Header header : headers) {
            out.writeUTF(header.key());
            writeBytes(header.value(), out);
        }
    }

    @Override
    public SinkRecord deserialize(DataInputView in) throws IOException {
        String topic = in.readUTF();
        byte[] key = readBytes(in);
        byte[] value = readBytes(in);
        long timestampMs = in.readLong();
        Headers headers = new RecordHeaders();
        for (int i = in.readByte(); i > 0; i--) {
            headers.add(in.readUTF(), readBytes(in));
        }
        return new SinkRecord(topic, key, value, timestampMs, headers);
    }

    @Override
    public TypeSerializerSnapshot<SinkRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Flink makes it by name. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SinkRecord> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
