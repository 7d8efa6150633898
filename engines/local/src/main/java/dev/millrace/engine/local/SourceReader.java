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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Reads one table and feeds the tasks. Used by the engine's thread; counters may be read by others. */
final class SourceReader implements Source.Receiver, AutoCloseable {
    private final TableDefinition table;
    private final Source source;
    private final LocalRuntime runtime;
    private final LocalRuntime.Feed feed;
    private final UnreadLedger ledger;
    /** Written by one thread, without making it wait for those who look. */
    private final AtomicLong rows = new AtomicLong();

    private Row given;
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
        feed = runtime.feedOf(table.name());
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
                table,
                connector.source(
                        table.table(), SinkWriter.options(connector, table), runtime.neededColumns(table.name())),
                runtime,
                ledger);
    }

    String table() {
        return table.name();
    }

    long rows() {
        return rows.getOpaque();
    }

    /** The record of a row, as it came, while that row is being handed over. */
    Optional<byte[]> rawOf(Row row) {
        boolean isGiven = given != null && given.partition() == row.partition() && given.offset() == row.offset();
        return isGiven ? source.raw() : Optional.empty();
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
        if (rows() != rowsWhenAsked || activeAtMs < 0) {
            rowsWhenAsked = rows();
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
    public void row(Row row) {
        if (row.kind() == RowKind.DELETE && !runtime.takesDeletions(table.name())) {
            rejected(new Rejected(LedgerReason.MALFORMED, "the record has no value", -1), new byte[0], row.offset());
            return;
        }
        long number = countRow();
        if (row.offset() < 0) {
            row.withPosition(0, number);
        }
        given = row;
        runtime.feed(feed, row);
        given = null;
    }

    @Override
    public void rejected(Rejected rejected, byte[] raw, long offset) {
        countRow();
        runtime.addUnreadable(table.name(), rejected.reason());
        ledger.enter(table.name(), rejected, raw, offset);
    }

    private long countRow() {
        long number = rows.getPlain() + 1;
        rows.setOpaque(number);
        return number;
    }

    @Override
    public void close() {
        source.close();
    }
}
