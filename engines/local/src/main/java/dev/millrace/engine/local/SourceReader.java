// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import dev.millrace.connect.Connector;
import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.Rejected;
import dev.millrace.connect.Source;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.plan.TableDefinition;

/** Reads one table and feeds the tasks. Used by the engine's thread; counters may be read by others. */
final class SourceReader implements Source.Receiver, AutoCloseable {
    private final TableDefinition table;
    private final Source source;
    private final LocalRuntime runtime;
    private final UnreadLedger ledger;
    private volatile long rows;
    private boolean hasEnded;
    /** Rows that were there when it was last asked whether the table is silent, and since when. */
    private long rowsWhenAsked;

    private long activeAtMs = -1;

    /** Takes records that could not be read. */
    interface UnreadLedger {
        void enter(String table, Rejected rejected, byte[] raw, long offset);
    }

    private SourceReader(TableDefinition table, Source source, LocalRuntime runtime, UnreadLedger ledger) {
        this.table = table;
        this.source = source;
        this.runtime = runtime;
        this.ledger = ledger;
    }

    static SourceReader open(
            TableDefinition table, ConnectorCatalog connectors, LocalRuntime runtime, UnreadLedger ledger) {
        String name = table.table().connector();
        Connector connector = connectors
                .connector(name)
                .filter(c -> c.usage().isSource())
                .orElseThrow(() -> MillraceException.of(
                        LocalError.NO_SOURCE,
                        "table \"" + table.name() + "\" is read, but connector \"" + name
                                + "\" gives no source to the local engine",
                        "Run it with --engine kafka-streams, where a door's readings come by Kafka."));
        return new SourceReader(
                table, connector.source(table.table(), SinkWriter.options(connector, table)), runtime, ledger);
    }

    String table() {
        return table.name();
    }

    long rows() {
        return rows;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    /** Reads some rows; false when the source has ended. */
    boolean poll(long maxWaitMs) {
        hasEnded = !source.poll(maxWaitMs, this);
        return !hasEnded;
    }

    /** Whether the table gave no row for its {@code time.idle} or has ended; to be asked time and again. */
    boolean isSilent(long nowMs) {
        if (rows != rowsWhenAsked || activeAtMs < 0) {
            rowsWhenAsked = rows;
            activeAtMs = nowMs;
        }
        return hasEnded || nowMs - activeAtMs >= table.timeRule().idleMs();
    }

    /** Whether everything was read that was there at the beginning; asked after a poll that gave nothing. */
    boolean isCaughtUp() {
        return source.isCaughtUp();
    }

    byte[] position() {
        return source.position();
    }

    void seek(byte[] position) {
        source.seek(position);
    }

    long remainingBytes() {
        return source.remainingBytes();
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    public void row(Row row) {
        if (row.kind() == RowKind.DELETE && !runtime.takesDeletions(table.name())) {
            rejected(new Rejected(LedgerReason.MALFORMED, "the record has no value", -1), new byte[0], row.offset());
            return;
        }
        rows++;
        if (row.offset() < 0) {
            row.withPosition(0, rows);
        }
        runtime.feed(table.name(), row);
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    public void rejected(Rejected rejected, byte[] raw, long offset) {
        rows++;
        runtime.addUnreadable(table.name(), rejected.reason());
        ledger.enter(table.name(), rejected, raw, offset);
    }

    @Override
    public void close() {
        source.close();
    }
}
