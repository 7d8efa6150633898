// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.connect.Format;
import dev.millrace.connect.Rejected;
import dev.millrace.connect.kafka.RecordRows;
import dev.millrace.formats.CsvFormat;
import dev.millrace.formats.JsonFormat;
import dev.millrace.kernel.host.Rejection;
import dev.millrace.kernel.host.Task;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.model.ByteReader;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.RowKind;
import dev.millrace.model.Table;
import dev.millrace.plan.TableDefinition;
import java.util.function.Consumer;

/** Gives the rows of one table to its task, from rows or from records of a topic. One thread. */
final class TableRows implements Format.Reader.Out {
    private static final byte[] NO_BYTES = {};
    private static final String SCENARIO = "scenario";

    private final TableInput input;
    private final Task task;
    private final String pipeline;
    private final Consumer<LedgerEntry> ledger;
    private final boolean takesDeletions;
    private final RowCodec codec;
    /** Made with the first record: tables of files and scenarios have none. */
    private RecordRows records;
    /** The record that is being read. */
    private TopicRecord record;

    TableRows(TableInput input, Task task, TaskGraph graph, Consumer<LedgerEntry> ledger) {
        this.input = input;
        this.task = task;
        this.ledger = ledger;
        pipeline = graph.pipeline().name();
        takesDeletions = graph.isReference(input.id());
        codec = new RowCodec(input.table().table().schema());
    }

    boolean isOf(String table) {
        return input.id().equals(table);
    }

    void takeRow(byte[] bytes) {
        task.process(codec.readWithOrigin(new ByteReader(bytes)));
    }

    void takeRecord(TopicRecord newRecord) {
        if (records == null) {
            records = new RecordRows(input.table().table(), format(), input.neededColumns());
        }
        record = newRecord;
        records.read(
                record.value(),
                new RecordRows.Origin(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.key(),
                        record.timestampMs(),
                        record.arrivalMicros()),
                this);
        record = null;
    }

    /** Format of a table's records: its own for connector kafka, JSON for all that come from doors. */
    private Format format() {
        Table table = input.table().table();
        boolean isCsv = table.connector().equals("kafka")
                && table.option("format").filter("csv"::equals).isPresent();
        return isCsv ? new CsvFormat() : new JsonFormat();
    }

    void addUnreadable(LedgerReason reason) {
        task.counters(input.id()).addUnreadable(reason);
    }

    @Override
    public void row(Row row) {
        if (row.kind() == RowKind.DELETE && !takesDeletions) {
            rejected(RecordRows.NO_VALUE);
        } else {
            task.process(row);
        }
    }

    @Override
    public void rejected(Rejected rejected) {
        addUnreadable(rejected.reason());
        ledger.accept(new LedgerEntry(
                System.currentTimeMillis(),
                pipeline,
                input.id(),
                record.key() == null ? "" : new String(record.key(), UTF_8),
                rejected.reason(),
                rejected.detail(),
                record.value() == null ? NO_BYTES : record.value(),
                record.topic(),
                record.partition(),
                record.offset(),
                false));
    }

    /** Entry of a row of this table, with the record as it came when that is at hand. */
    LedgerEntry entry(Rejection rejection) {
        Row row = rejection.row();
        LedgerEntry e = rejection.toEntry(System.currentTimeMillis(), pipeline, topic(input.table(), row));
        boolean isAtHand = record != null
                && record.value() != null
                && record.partition() == row.partition()
                && record.offset() == row.offset();
        return isAtHand
                ? new LedgerEntry(
                        e.timeMs(),
                        e.pipeline(),
                        e.table(),
                        e.key(),
                        e.reason(),
                        e.detail(),
                        record.value(),
                        e.topic(),
                        e.partition(),
                        e.offset(),
                        e.isPartial())
                : e;
    }

    /** Topic of a row; empty when it never was in one. */
    static String topic(TableDefinition table, Row row) {
        String connector = table.table().connector();
        return connector.equals(SCENARIO) || connector.equals("filesystem") || row.offset() < 0 ? "" : table.topic();
    }
}
