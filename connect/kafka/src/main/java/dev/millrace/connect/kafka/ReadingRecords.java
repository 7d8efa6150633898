// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import dev.millrace.connect.Format;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Readings as records of a table's topic: key is the device, value a JSON object with all physical columns, timestamp and
 * header {@code mr.arrival} say when it arrived. One thread; one object per table.
 */
public final class ReadingRecords {
    private static final long MICROS_PER_MS = 1000;

    private final String topic;
    private final Schema schema;
    private final List<Integer> keyColumns;
    private final Format.Writer writer;
    private final ByteWriter buffer = new ByteWriter();

    /**
     * @param topic of the table
     * @param table physical columns; option {@code key.fields} names the device
     * @param json format {@code json}
     */
    public ReadingRecords(String topic, Table table, Format json) {
        this.topic = topic;
        schema = table.schema();
        keyColumns = table.listOption("key.fields").stream()
                .map(schema::indexOf)
                .filter(i -> i >= 0)
                .toList();
        Map<String, String> options = new TreeMap<>(table.options());
        options.putIfAbsent("json.timestamp-format.standard", "EPOCH-MILLIS");
        writer = json.writer(schema, Options.of(json.options(), options, new Problems()));
    }

    /** Text that names the device, null when {@code key.fields} is not set. */
    public String device(Row row) {
        return RecordKeys.text(schema, keyColumns, row);
    }

    /**
     * Record of a reading.
     *
     * @param row with {@link Row#arrivalMicros} set
     */
    public ProducerRecord<byte[], byte[]> encode(Row row) {
        writer.write(row, buffer.reset());
        byte[] key = RecordKeys.ofReading(schema, keyColumns, row);
        return record(key, buffer.toBytes(), row.arrivalMicros());
    }

    /** Record of a reading whose value is at hand. */
    public ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value, long arrivalMicros) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, arrivalMicros / MICROS_PER_MS, key, value);
        record.headers().add(new RecordHeader(RecordHeaders.ARRIVAL, RecordHeaders.ascii(arrivalMicros)));
        return record;
    }
}
