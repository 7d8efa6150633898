// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.connect.Format;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Rejected;
import dev.millrace.model.Row;
import dev.millrace.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Records of a table's topic to rows: values by the table's format, METADATA columns, arrival and position from the record.
 * One thread; one object per table and thread.
 *
 * <p>Metadata keys: {@code topic, partition, offset, timestamp, key}.
 */
public final class RecordRows {
    /** Metadata keys that a kafka table may name. */
    public static final List<String> METADATA = List.of("topic", "partition", "offset", "timestamp", "key");

    private static final long MICROS_PER_MS = 1000;

    /** Of a record without a value where no deletion is meant. */
    public static final Rejected NO_VALUE =
            new Rejected(dev.millrace.model.LedgerReason.MALFORMED, "the record has no value", -1);

    private final Format.Reader reader;
    /** Null when the table has no key, so that a record without a value deletes nothing. */
    private final DeletionRows deletions;

    private final List<MetadataColumn> metadata = new ArrayList<>();
    private final Receiving receiving = new Receiving();

    private record MetadataColumn(int column, String key) {}

    /**
     * Where a record lies.
     *
     * @param key bytes of the record's key, or null
     * @param timestampMs of the record, epoch milliseconds
     * @param arrivalMicros of header {@code mr.arrival}; {@link Row#NO_TIME} when it has none: then the timestamp is taken
     */
    public record Origin(String topic, int partition, long offset, byte[] key, long timestampMs, long arrivalMicros) {
        long arrivalOrTimestampMicros() {
            return arrivalMicros == Row.NO_TIME ? timestampMs * MICROS_PER_MS : arrivalMicros;
        }
    }

    /** @param isNeeded one flag a column; others stay NULL */
    public RecordRows(Table table, Format format, boolean[] isNeeded) {
        boolean[] inValue = isNeeded.clone();
        table.metadata().forEach((name, key) -> {
            int column = table.schema().indexOf(name);
            if (column >= 0 && METADATA.contains(key) && table.connector().equals(KafkaConnector.NAME)) {
                inValue[column] = false;
                if (isNeeded[column]) {
                    metadata.add(new MetadataColumn(column, key));
                }
            }
        });
        deletions = table.primaryKey().isEmpty() ? null : new DeletionRows(table);
        Options options = Options.of(format.options(), table.options(), new Problems());
        reader = format.reader(table.schema(), inValue, options);
    }

    /** Metadata keys of a table that are none of {@link #METADATA}. */
    static SortedSet<String> unknownMetadata(Table table) {
        SortedSet<String> unknown = new TreeSet<>(table.metadata().values());
        unknown.removeAll(METADATA);
        return unknown;
    }

    /**
     * Reads one record. One without a value gives a row of kind DELETE with the key alone when the table has a PRIMARY KEY that can
     * be read from the record's key; else it is malformed.
     */
    public void read(byte[] value, Origin origin, Format.Reader.Out out) {
        receiving.origin = origin;
        receiving.out = out;
        if (value == null || value.length == 0) {
            Row deletion = deletions == null ? null : deletions.of(origin.key());
            if (deletion == null) {
                out.rejected(NO_VALUE);
            } else {
                receiving.row(deletion);
            }
            return;
        }
        reader.read(value, 0, value.length, receiving);
    }

    private final class Receiving implements Format.Reader.Out {
        private Origin origin;
        private Format.Reader.Out out;

        @Override
        public void row(Row row) {
            row.withPosition(origin.partition(), origin.offset()).withArrivalMicros(origin.arrivalOrTimestampMicros());
            for (MetadataColumn column : metadata) {
                setMetadata(row, column);
            }
            out.row(row);
        }

        @Override
        public void rejected(Rejected rejected) {
            out.rejected(rejected);
        }

        private void setMetadata(Row row, MetadataColumn column) {
            switch (column.key()) {
                case "partition" -> row.setLong(column.column(), origin.partition());
                case "offset" -> row.setLong(column.column(), origin.offset());
                case "timestamp" -> row.setLong(column.column(), origin.timestampMs());
                case "key" ->
                    row.setObject(column.column(), origin.key() == null ? null : new String(origin.key(), UTF_8));
                default -> row.setObject(column.column(), origin.topic());
            }
        }
    }
}
