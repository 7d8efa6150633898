// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.buffer.RowBuffer;
import dev.millrace.kernel.join.ReferenceJoinOperator.ReferenceRows;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.plan.Emit;

/**
 * Each stream row with the version of its key that was valid at its time: the last one that is not later, of several with one time
 * the last to come; a deletion is a version without a row. A stream row is answered when it comes ({@code final}: when no version
 * before it may come any more) and corrected when a version comes that was valid at its time.
 *
 * <p>State of a key: versions from the one that the oldest acceptable stream row needs, and stream rows until the table's clock of the
 * key has passed them by bound and lateness; while the table is silent the newest {@link StreamJoinOperator#SILENT_ROWS} rows,
 * until {@code state.ttl}. The newest version is never given up: a table holds as many keys as it has.
 */
final class VersionedRows {
    private static final int STREAM = 0;

    private final ReferenceRows reference;
    private final SideCode stream;
    private final SideCode table;
    private final boolean isFinal;
    private final boolean isOuter;

    VersionedRows(SideCode stream, SideCode table, ReferenceRows reference) {
        this.reference = reference;
        this.stream = stream;
        this.table = table;
        isFinal = reference.plan().emit() == Emit.FINAL;
        isOuter = reference.plan().isOuter();
    }

    void process(JoinState state, int port, Row row, Collector out) {
        if (row.progressMs() != Row.NO_TIME) {
            pass(state, row.progressMs(), out);
        }
        SideCode code = port == STREAM ? stream : table;
        SideState own = state.side(port);
        if (own.clock.isTooLate(row, code.rule)) {
            out.reject(row, LedgerReason.LATE, own.clock.lateDetail(row, code.rule));
            return;
        }
        out.used(row);
        own.clock.advance(row, code.rule);
        state.side(1 - port).clock.begin(row, port == STREAM ? table.rule : stream.rule);
        if (port != STREAM) {
            addVersion(state, row, out);
        } else if (row.kind().isAddition()) {
            addRow(state, row, out);
        } else {
            takeBack(state, row, out);
        }
        drop(state, out);
    }

    private void addRow(JoinState state, Row row, Collector out) {
        Row kept = stream.kept(row);
        kept.withRevision(state.left.withdrawn.of(kept));
        if (!isFinal) {
            say(state, kept, out);
        }
        state.left.rows.add(kept, null);
        if (row.timeMs() < state.right.lostToMs) {
            out.reject(row, LedgerReason.LATE, "the version that was valid at its time is no longer kept");
        }
    }

    private void say(JoinState state, Row kept, Collector out) {
        Row version = versionAt(state, kept.timeMs());
        boolean isFound = reference.accepts(kept, version, out);
        if (isFound || isOuter) {
            out.emit(reference.result(kept, isFound ? version : null, RowKind.INSERT, kept.revision()));
        }
        stream.mark(kept, isFound, isFound || isOuter);
    }

    /** The version valid at a time; null when there is none or it is a deletion. */
    private Row versionAt(JoinState state, long timeMs) {
        return version(state.right.rows, state.right.rows.upperBound(timeMs) - 1);
    }

    private Row version(RowBuffer versions, long position) {
        if (position < versions.first()) {
            return null;
        }
        Row version = versions.get(position);
        return isDeletion(version) ? null : version;
    }

    private boolean isDeletion(Row version) {
        return table.isSaid(version);
    }

    private void addVersion(JoinState state, Row row, Collector out) {
        if (row.kind() == RowKind.UPDATE_BEFORE) {
            // What replaces it follows and is a version itself.
            return;
        }
        Row kept = table.kept(row);
        table.mark(kept, false, row.kind() == RowKind.DELETE);
        RowBuffer versions = state.right.rows;
        long position = versions.add(kept, null);
        if (row.timeMs() <= state.left.lostToMs) {
            out.reject(row, LedgerReason.LATE, "some rows that it would correct are no longer kept");
        }
        if (isFinal) {
            return;
        }
        RowBuffer streamRows = state.left.rows;
        long end =
                position + 1 < versions.end() ? streamRows.lowerBound(versions.timeAt(position + 1)) : streamRows.end();
        Row before = version(versions, position - 1);
        for (long i = streamRows.lowerBound(row.timeMs()); i < end; i++) {
            Row streamRow = streamRows.get(i);
            correct(streamRow, before, new Cause(version(versions, position), row), out);
            streamRows.set(i, streamRow);
        }
    }

    /** A version, null for none, and the row that brought it. */
    private record Cause(Row version, Row row) {}

    private void correct(Row kept, Row before, Cause cause, Collector out) {
        boolean isFound = reference.accepts(kept, cause.version(), out);
        Row now = isFound ? cause.version() : null;
        Row old = stream.isMatched(kept) ? before : null;
        boolean wasSaid = stream.isSaid(kept);
        boolean isSaid = isFound || isOuter;
        long arrival = cause.row().arrivalMicros();
        int revision = kept.revision();
        if (wasSaid && isSaid) {
            out.emit(
                    reference.result(kept, old, RowKind.UPDATE_BEFORE, revision).withArrivalMicros(arrival));
            out.emit(reference
                    .result(kept, now, RowKind.UPDATE_AFTER, revision + 1)
                    .withArrivalMicros(arrival));
            kept.withRevision(revision + 1);
        } else if (wasSaid) {
            out.emit(reference.result(kept, old, RowKind.DELETE, revision + 1).withArrivalMicros(arrival));
            kept.withRevision(revision + 2);
        } else if (isSaid) {
            out.emit(reference.result(kept, now, RowKind.INSERT, revision).withArrivalMicros(arrival));
        }
        stream.mark(kept, isFound, isSaid);
    }

    private void takeBack(JoinState state, Row row, Collector out) {
        RowBuffer streamRows = state.left.rows;
        long position = stream.find(streamRows, row);
        if (position < 0) {
            Row version = versionAt(state, row.timeMs());
            boolean isFound = reference.accepts(row, version, out);
            if (isFound || isOuter) {
                out.emit(reference.result(row, isFound ? version : null, RowKind.DELETE, row.revision() + 1));
            }
            return;
        }
        Row kept = streamRows.remove(position);
        if (stream.isSaid(kept)) {
            Row version = stream.isMatched(kept) ? versionAt(state, kept.timeMs()) : null;
            out.emit(reference
                    .result(kept, version, RowKind.DELETE, kept.revision() + 1)
                    .withArrivalMicros(row.arrivalMicros()));
            state.left.withdrawn.put(kept, kept.revision() + 2);
        }
    }

    private void drop(JoinState state, Collector out) {
        SideState left = state.left;
        left.withdrawn.dropBefore(left.clock.oldestMs(stream.rule));
        while (left.rows.size() > 0) {
            Row first = left.rows.get(left.rows.first());
            boolean isOver = stream.isOver(first, state.right.clock);
            boolean isGivenUp = stream.isExpired(first, state.right.clock)
                    || left.rows.size() > StreamJoinOperator.SILENT_ROWS && stream.isAbandoned(first, state.right.clock)
                    || left.rows.size() > StreamJoinOperator.DEFAULT_ROW_LIMIT;
            if (!isOver && !isGivenUp) {
                break;
            }
            if (isFinal) {
                say(state, first, out);
            }
            left.lostToMs = isOver ? left.lostToMs : Math.max(left.lostToMs, first.timeMs());
            left.removeFirst();
        }
        dropVersions(state);
    }

    private void dropVersions(JoinState state) {
        SideState right = state.right;
        long oldestMs = state.left.clock.oldestMs(stream.rule);
        while (right.rows.size() > 1) {
            long endMs = right.rows.timeAt(right.rows.first() + 1);
            boolean isNeeded = state.left.rows.size() > 0 && state.left.rows.timeAt(state.left.rows.first()) < endMs;
            boolean isOver = endMs <= oldestMs && !isNeeded;
            boolean isTooMuch = right.rows.size() > StreamJoinOperator.DEFAULT_ROW_LIMIT
                    || right.rows.size() > StreamJoinOperator.SILENT_ROWS
                            && table.isAbandoned(right.rows.get(right.rows.first() + 1), state.left.clock);
            if (!isOver && !isTooMuch) {
                return;
            }
            right.lostToMs = isOver ? right.lostToMs : Math.max(right.lostToMs, endMs);
            right.removeFirst();
        }
    }

    void onTime(JoinState state, long progressMs, Collector out) {
        if (progressMs == Operator.END) {
            sayAll(state, out);
            state.left.clear();
            state.right.clear();
        } else if (progressMs != Operator.IDLE) {
            pass(state, progressMs, out);
        }
    }

    private void sayAll(JoinState state, Collector out) {
        for (long i = state.left.rows.first(); isFinal && i < state.left.rows.end(); i++) {
            say(state, state.left.rows.get(i), out);
        }
    }

    private void pass(JoinState state, long progressMs, Collector out) {
        state.left.clock.advance(progressMs);
        state.right.clock.advance(progressMs);
        drop(state, out);
        if (progressMs >= expiryMs(state)) {
            sayAll(state, out);
            state.left.clear();
            boolean isGone = state.right.rows.size() == 0
                    || state.right.rows.size() == 1 && versionAt(state, Long.MAX_VALUE) == null;
            if (isGone) {
                state.right.clear();
            }
        }
    }

    /** When the key's stream rows and clocks are forgotten; its versions stay. */
    private long expiryMs(JoinState state) {
        if (state.left.isEmpty()) {
            return Operator.NEVER;
        }
        return Math.max(state.left.clock.expiryMs(stream.rule), state.right.clock.expiryMs(table.rule));
    }

    long nextWakeMs(JoinState state) {
        long expiryMs = expiryMs(state);
        if (state.left.rows.size() == 0) {
            return expiryMs;
        }
        return Math.min(expiryMs, stream.dropWakeMs(state.left.rows.get(state.left.rows.first())));
    }
}
