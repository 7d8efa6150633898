// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.connect.Format;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Rejected;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Result rows as records, both ways; the form is in ARCHITECTURE.md. One thread; one object per output. {@code -U} has no
 * record: a reader replaces by key.
 */
public final class ResultRecords {
    private static final long MICROS_PER_MS = 1000;
    private static final long OLDEST_MS = 3_600_000;
    private static final Pattern POSITION = Pattern.compile("(-?\\d{1,9}):(\\d{1,19})");
    private static final RecordHeader[] KINDS = kinds();

    private final Schema schema;
    private final List<Integer> keyColumns;
    private final Format.Writer writer;
    private final Format.Reader reader;
    private final ByteWriter buffer = new ByteWriter();

    /**
     * @param schema physical columns of the target
     * @param keyColumns positions of the columns that identify a result row, empty for append-only results
     * @param json format {@code json}
     */
    public ResultRecords(Schema schema, List<Integer> keyColumns, Format json) {
        this(schema, keyColumns, json, Map.of());
    }

    /** As the other, with options of the format, for example {@code json.timestamp-format.standard}. */
    public ResultRecords(Schema schema, List<Integer> keyColumns, Format json, Map<String, String> formatOptions) {
        this.schema = schema;
        this.keyColumns = List.copyOf(keyColumns);
        Options options = Options.of(json.options(), formatOptions, new Problems());
        boolean[] isNeeded = new boolean[schema.size()];
        Arrays.fill(isNeeded, true);
        writer = json.writer(schema, options);
        reader = json.reader(schema, isNeeded, options);
    }

    /**
     * A result as it was read.
     *
     * @param key text of the record's key
     * @param row with kind, revision, times; its position is that of the reading that identifies it when there are no key columns, else
     *     that of the record in the result topic
     * @param processedMicros when the engine wrote it, epoch microseconds; {@link Row#NO_TIME} when not known
     */
    public record Result(String key, Row row, long processedMicros) {}

    public byte[] key(Row row) {
        return RecordKeys.ofResult(schema, keyColumns, row);
    }

    public byte[] value(Row row) {
        writer.write(row, buffer.reset());
        return buffer.toBytes();
    }

    /**
     * Record timestamp, epoch milliseconds: arrival of the reading that caused the row; but at most an hour before the row was
     * processed, because Kafka counts the retention of a topic from it and would drop results of an old reading at once.
     */
    public static long timestampMs(Row row, long processedMicros) {
        long processedMs = processedMicros / MICROS_PER_MS;
        if (row.arrivalMicros() == Row.NO_TIME) {
            return processedMs;
        }
        return Math.max(0, Math.max(row.arrivalMicros() / MICROS_PER_MS, processedMs - OLDEST_MS));
    }

    /** Adds kind, revision and times; a time that is not known has no header. */
    public static void addHeaders(Row row, long processedMicros, Headers headers) {
        headers.add(KINDS[row.kind().ordinal()]);
        RecordHeaders.add(headers, RecordHeaders.REVISION, row.revision());
        if (row.timeMs() != Row.NO_TIME) {
            RecordHeaders.add(headers, RecordHeaders.TIME, row.timeMs());
        }
        if (row.arrivalMicros() != Row.NO_TIME) {
            RecordHeaders.add(headers, RecordHeaders.ARRIVAL, row.arrivalMicros());
        }
        RecordHeaders.add(headers, RecordHeaders.PROCESSED, processedMicros);
    }

    public ProducerRecord<byte[], byte[]> encode(String topic, Row row, long processedMicros) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, timestampMs(row, processedMicros), key(row), value(row));
        addHeaders(row, processedMicros, record.headers());
        return record;
    }

    /** Throws KAF-104 when the record is none of ours. */
    public Result decode(ConsumerRecord<byte[], byte[]> record) {
        RowKind kind = kind(RecordHeaders.text(record.headers(), RecordHeaders.KIND), record);
        List<Row> rows = new ArrayList<>(1);
        reader.read(record.value(), 0, record.value().length, new Format.Reader.Out() {
            @Override
            public void row(Row row) {
                rows.add(row);
            }

            @Override
            public void rejected(Rejected rejected) {
                throw unreadable(record, rejected.detail());
            }
        });
        if (rows.size() != 1) {
            throw unreadable(record, "it holds " + rows.size() + " rows, wanted 1");
        }
        long revision = RecordHeaders.number(record.headers(), RecordHeaders.REVISION);
        Row row = rows.get(0)
                .withKind(kind)
                .withRevision(revision == Row.NO_TIME ? 0 : (int) revision)
                .withTimeMs(RecordHeaders.number(record.headers(), RecordHeaders.TIME))
                .withArrivalMicros(RecordHeaders.number(record.headers(), RecordHeaders.ARRIVAL))
                .withPosition(record.partition(), record.offset());
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        if (keyColumns.isEmpty()) {
            setReading(row, key);
        }
        return new Result(key, row, RecordHeaders.number(record.headers(), RecordHeaders.PROCESSED));
    }

    /** Takes the position of the reading that identifies an append-only result from its key. */
    private static void setReading(Row row, String key) {
        Matcher position = POSITION.matcher(key);
        // Positions of joined rows are made from those of both sides and use all 63 bits.
        if (position.matches() && isLong(position.group(2))) {
            row.withPosition(Integer.parseInt(position.group(1)), Long.parseLong(position.group(2)));
        }
    }

    private static boolean isLong(String digits) {
        String greatest = String.valueOf(Long.MAX_VALUE);
        return digits.length() < greatest.length() || digits.compareTo(greatest) <= 0;
    }

    private static RowKind kind(String symbol, ConsumerRecord<byte[], byte[]> record) {
        if (symbol.isEmpty()) {
            // Somebody else's topic: every record is a new row.
            return RowKind.INSERT;
        }
        for (RowKind kind : RowKind.values()) {
            if (kind.symbol().equals(symbol)) {
                return kind;
            }
        }
        throw unreadable(record, "header " + RecordHeaders.KIND + " is \"" + symbol + "\", wanted +I, +U or -D");
    }

    private static MillraceException unreadable(ConsumerRecord<byte[], byte[]> record, String why) {
        return MillraceException.of(
                KafkaError.RECORD_UNREADABLE,
                "record " + record.topic() + "-" + record.partition() + "-" + record.offset() + " is no result: " + why,
                "Let only Millrace write to this topic.");
    }

    private static RecordHeader[] kinds() {
        return Arrays.stream(RowKind.values())
                .map(k -> new RecordHeader(RecordHeaders.KIND, k.symbol().getBytes(ISO_8859_1)))
                .toArray(RecordHeader[]::new);
    }
}
