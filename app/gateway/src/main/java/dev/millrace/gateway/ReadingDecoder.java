// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import dev.millrace.connect.Format;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Rejected;
import dev.millrace.connect.kafka.ReadingRecords;
import dev.millrace.connect.mqtt.TopicTemplate;
import dev.millrace.formats.CsvFormat;
import dev.millrace.formats.JsonFormat;
import dev.millrace.formats.JsonReader;
import dev.millrace.formats.TextValues;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Bytes of one table to records of its topic. One thread. */
final class ReadingDecoder {
    private final Schema schema;
    private final Format.Reader reader;
    /** Leaves out what the topic says. */
    private final Format.Reader topicReader;

    private final int[] topicColumns;
    private final ReadingRecords records;

    /** Receives what a message holds. */
    interface Out {
        /** A reading with the device that sent it, empty when nobody can tell. */
        void reading(ProducerRecord<byte[], byte[]> record, String device);

        /** What is no reading, from a byte of the message to another. */
        void rejected(Rejected rejected, int from, int to);
    }

    ReadingDecoder(DoorTable door) {
        schema = door.table().schema();
        topicColumns = door.template().map(TopicTemplate::columns).orElse(List.of()).stream()
                .mapToInt(schema::indexOf)
                .toArray();
        boolean isJson = door.table().option("format").orElse(JsonFormat.NAME).equals(JsonFormat.NAME);
        Format format = isJson ? new JsonFormat() : new CsvFormat();
        Options options = Options.of(format.options(), door.table().options(), new Problems());
        boolean[] all = new boolean[schema.size()];
        Arrays.fill(all, true);
        boolean[] payload = all.clone();
        for (int column : topicColumns) {
            payload[column] = false;
        }
        reader = format.reader(schema, all, options);
        topicReader = format.reader(schema, payload, options);
        records = new ReadingRecords(door.topic(), door.table(), new JsonFormat());
    }

    /** Device that the topic names, empty when the key has columns of the payload as well. */
    String device(String[] topicValues) {
        Row row = new Row(schema.size());
        if (fill(row, topicValues) != null) {
            return String.join("/", topicValues);
        }
        String device = records.device(row);
        return device == null || device.endsWith("/") ? "" : device;
    }

    /** A message whose topic gives some columns: all of its readings are given, or one rejection. */
    void decode(byte[] payload, String[] topicValues, long arrivalMicros, Out out) {
        topicReader.read(payload, 0, payload.length, new Format.Reader.Out() {
            private boolean isRejected;

            @Override
            public void row(Row row) {
                Rejected wrong = isRejected ? null : fill(row, topicValues);
                if (wrong != null) {
                    isRejected = true;
                    out.rejected(wrong, 0, payload.length);
                } else if (!isRejected) {
                    emit(row, arrivalMicros, out);
                }
            }

            @Override
            public void rejected(Rejected rejected) {
                out.rejected(rejected, 0, payload.length);
            }
        });
    }

    private void emit(Row row, long arrivalMicros, Out out) {
        String device = records.device(row);
        out.reading(records.encode(row.withArrivalMicros(arrivalMicros)), device == null ? "" : device);
    }

    /** Null when all went well. */
    private Rejected fill(Row row, String[] topicValues) {
        for (int i = 0; i < topicColumns.length; i++) {
            int column = topicColumns[i];
            String wrong = TextValues.trySet(topicValues[i], schema.type(column), row, column);
            if (wrong != null) {
                return new Rejected(LedgerReason.INVALID, "topic level {" + schema.name(column) + "} " + wrong, -1);
            }
        }
        return null;
    }

    /** A message that brings all columns itself and whose readings stand or fall alone. */
    void decodeEach(byte[] message, long arrivalMicros, Out out) {
        if (reader instanceof JsonReader json) {
            json.readEach(message, 0, message.length, new JsonReader.Each() {
                @Override
                public void row(Row row, int from, int to) {
                    emit(row, arrivalMicros, out);
                }

                @Override
                public void rejected(Rejected rejected, int from, int to) {
                    out.rejected(rejected, from, to);
                }
            });
        } else {
            decodeLines(message, arrivalMicros, out);
        }
    }

    private void decodeLines(byte[] message, long arrivalMicros, Out out) {
        int from = 0;
        while (from < message.length) {
            int to = from;
            while (to < message.length && message[to] != '\n') {
                to++;
            }
            if (to > from) {
                decodeLine(message, from, to, new Line(arrivalMicros, out));
            }
            from = to + 1;
        }
    }

    private record Line(long arrivalMicros, Out out) {}

    private void decodeLine(byte[] message, int from, int to, Line line) {
        reader.read(message, from, to - from, new Format.Reader.Out() {
            @Override
            public void row(Row row) {
                emit(row, line.arrivalMicros, line.out);
            }

            @Override
            public void rejected(Rejected rejected) {
                line.out.rejected(rejected, from, to);
            }
        });
    }
}
