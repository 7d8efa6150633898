// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;

/**
 * A record of a topic as Spark read it.
 *
 * @param key null when it has none
 * @param value null when it has none
 * @param arrivalMicros of header {@code mr.arrival}; {@link dev.millrace.model.Row#NO_TIME} when it has none
 */
record TopicRecord(
        String topic, int partition, long offset, byte[] key, byte[] value, long timestampMs, long arrivalMicros) {
    byte[] toBytes() {
        ByteWriter out = new ByteWriter();
        out.writeString(topic);
        out.writeVarInt(partition);
        out.writeVarLong(offset);
        out.writeVarLong(timestampMs);
        out.writeLong(arrivalMicros);
        write(key, out);
        write(value, out);
        return out.toBytes();
    }

    static TopicRecord of(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        String topic = in.readString();
        int partition = in.readVarInt();
        long offset = in.readVarLong();
        long timestampMs = in.readVarLong();
        long arrivalMicros = in.readLong();
        return new TopicRecord(topic, partition, offset, read(in), read(in), timestampMs, arrivalMicros);
    }

    private static void write(byte[] value, ByteWriter out) {
        out.writeBoolean(value != null);
        if (value != null) {
            out.writeBytes(value);
        }
    }

    private static byte[] read(ByteReader in) {
        return in.readBoolean() ? in.readBytes() : null;
    }
}
