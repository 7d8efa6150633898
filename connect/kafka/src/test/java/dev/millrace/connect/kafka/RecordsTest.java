// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.Format;
import dev.millrace.connect.Rejected;
import dev.millrace.formats.JsonFormat;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private static final Schema READINGS = Schema.of(
            new Column("device", DataType.STRING),
            new Column("value", DataType.DOUBLE),
            new Column("ts", DataType.TIMESTAMP));
    private static final Format JSON = new JsonFormat();

    private final List<Row> rows = new ArrayList<>();
    private final List<Rejected> rejections = new ArrayList<>();
    private final Format.Reader.Out out = new Format.Reader.Out() {
        @Override
        public void row(Row row) {
            rows.add(row);
        }

        @Override
        public void rejected(Rejected rejected) {
            rejections.add(rejected);
        }
    };

    @Test
    void a_reading_is_keyed_by_device_stamped_with_arrival_and_read_back() {
        Table table = Table.of("r", READINGS, Map.of("connector", "kafka", "key.fields", "device"));
        ProducerRecord<byte[], byte[]> record =
                new ReadingRecords("readings.r", table, JSON).encode(reading().withArrivalMicros(7_000_123));

        assertEquals("pump", new String(record.key(), UTF_8));
        assertEquals("{\"device\":\"pump\",\"value\":1.5,\"ts\":1000}", new String(record.value(), UTF_8));
        assertEquals(7_000, record.timestamp());
        long arrival = dev.millrace.connect.kafka.RecordHeaders.number(
                record.headers(), dev.millrace.connect.kafka.RecordHeaders.ARRIVAL);
        RecordRows.Origin origin = new RecordRows.Origin("readings.r", 3, 9, record.key(), record.timestamp(), arrival);
        new RecordRows(table, JSON, new boolean[] {true, false, true}).read(record.value(), origin, out);
        Row row = rows.get(0);
        assertEquals("pump", row.stringAt(0));
        assertTrue(row.isNull(1), "a column that nobody needs stays NULL");
        assertEquals(1000, row.longAt(2));
        assertEquals(7_000_123, row.arrivalMicros());
        assertEquals("3-9", row.partition() + "-" + row.offset());
    }

    @Test
    void metadata_columns_come_from_the_record_and_not_from_its_value() {
        Schema schema = Schema.of(
                new Column("value", DataType.DOUBLE),
                new Column("p", DataType.INT),
                new Column("at", DataType.TIMESTAMP),
                new Column("k", DataType.STRING));
        Table table = new Table(
                "r",
                schema,
                new TreeMap<>(Map.of("p", "partition", "at", "timestamp", "k", "key")),
                List.of(),
                new TreeMap<>(Map.of("connector", "kafka")));
        RecordRows.Origin origin = new RecordRows.Origin("t", 5, 1, "key".getBytes(UTF_8), 77, Row.NO_TIME);

        new RecordRows(table, JSON, new boolean[] {true, true, true, true})
                .read("{\"value\":2,\"p\":99}".getBytes(UTF_8), origin, out);

        Row row = rows.get(0);
        assertEquals(5, row.longAt(1));
        assertEquals(77, row.longAt(2));
        assertEquals("key", row.stringAt(3));
        assertEquals(77_000, row.arrivalMicros());
    }

    @Test
    void a_record_without_value_and_one_that_is_no_json_are_malformed() {
        Table table = Table.of("r", READINGS, Map.of("connector", "kafka"));
        RecordRows reader = new RecordRows(table, JSON, new boolean[] {true, true, true});
        RecordRows.Origin origin = new RecordRows.Origin("t", 0, 0, null, 0, Row.NO_TIME);

        reader.read(null, origin, out);
        reader.read("[".getBytes(UTF_8), origin, out);

        assertEquals(
                List.of(LedgerReason.MALFORMED, LedgerReason.MALFORMED),
                rejections.stream().map(Rejected::reason).toList());
        assertEquals(List.of(), rows);
    }

    @Test
    void a_result_comes_back_with_kind_revision_and_times() {
        ResultRecords records = new ResultRecords(READINGS, List.of(0), JSON);
        Row row = reading()
                .withKind(RowKind.UPDATE_AFTER)
                .withRevision(3)
                .withTimeMs(-5)
                .withArrivalMicros(11);

        ResultRecords.Result result = records.decode(consumed(records.encode("results.p.t", row, 22)));

        assertEquals("pump", result.key());
        assertEquals(22, result.processedMicros());
        assertEquals(RowKind.UPDATE_AFTER, result.row().kind());
        assertEquals(3, result.row().revision());
        assertEquals(-5, result.row().timeMs());
        assertEquals(11, result.row().arrivalMicros());
        assertEquals(1.5, result.row().doubleAt(1));
        assertEquals("2-40", result.row().partition() + "-" + result.row().offset());
    }

    @Test
    void the_position_of_a_joined_row_uses_all_its_bits() {
        ResultRecords records = new ResultRecords(READINGS, List.of(), JSON);

        ResultRecords.Result result =
                records.decode(consumed(records.encode("t", reading().withPosition(-1, Long.MAX_VALUE), 5_000)));

        assertEquals(-1, result.row().partition());
        assertEquals(Long.MAX_VALUE, result.row().offset());
    }

    @Test
    void times_that_are_not_known_stay_unknown() {
        ResultRecords records = new ResultRecords(READINGS, List.of(), JSON);

        ResultRecords.Result result =
                records.decode(consumed(records.encode("t", reading().withPosition(1, 2), 5_000)));

        assertEquals("1:2", result.key());
        assertEquals("1-2", result.row().partition() + "-" + result.row().offset());
        assertEquals(Row.NO_TIME, result.row().timeMs());
        assertEquals(Row.NO_TIME, result.row().arrivalMicros());
    }

    @Test
    void a_record_of_somebody_else_is_named_with_its_place() {
        ConsumerRecord<byte[], byte[]> foreign =
                consumed(new ProducerRecord<>("results.p.t", "k".getBytes(UTF_8), "nonsense".getBytes(UTF_8)));

        MillraceException e = assertThrows(
                MillraceException.class, () -> new ResultRecords(READINGS, List.of(0), JSON).decode(foreign));

        assertEquals(KafkaError.RECORD_UNREADABLE, e.code());
        assertTrue(e.fact().contains("results.p.t-2-40"), e.fact());
    }

    private static Row reading() {
        Row row = new Row(3);
        row.setObject(0, "pump");
        row.setDouble(1, 1.5);
        row.setLong(2, 1000);
        return row;
    }

    private static ConsumerRecord<byte[], byte[]> consumed(ProducerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                2,
                40,
                record.timestamp() == null ? 0 : record.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                Optional.empty());
    }
}
