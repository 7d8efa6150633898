// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.deduplicate;

import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.StateCodec;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.Deduplicate;
import java.util.HexFormat;

/**
 * Passes the first reading with a sequence number or identifier on and sends every other one within the horizon to the ledger.
 *
 * <p>The horizon is event time of the device: 1 h means that a repeat is recognised as long as the device has not sent readings
 * of more than an hour later. A reading whose number is NULL passes. A device that restarts its counter within the horizon
 * repeats numbers and loses the readings that carry them to the ledger; add its boot identifier to {@code dedupe.key}.
 *
 * <p>Bounds per device: {@value #RANGES_MAX} ranges of whole numbers, else {@value #IDS_MAX} identifiers; beyond that the oldest
 * are forgotten and counted. A device that counts without gaps needs about 100 bytes.
 */
public final class DeduplicateOperator implements Operator<SeenState> {
    /** Gaps in a sequence that are remembered; about 128 kB. */
    static final int RANGES_MAX = 4096;

    /** Identifiers that are remembered; about 10 MB. */
    static final int IDS_MAX = 100_000;

    private final int column;
    private final DataType type;
    private final long horizonMs;
    private final SeenCodec codec;
    private long forgotten;

    public DeduplicateOperator(Deduplicate node) {
        column = node.sequence();
        type = node.schema().type(column);
        horizonMs = node.horizonMs();
        codec = new SeenCodec(type);
    }

    /** Sequence numbers and identifiers that were forgotten before the horizon because of a limit. */
    public long forgotten() {
        return forgotten;
    }

    @Override
    public SeenState newState() {
        return type.kind().isInteger()
                ? new SeenState(new SeenRanges(horizonMs, RANGES_MAX), null)
                : new SeenState(null, new SeenIds(horizonMs, IDS_MAX));
    }

    @Override
    public void process(SeenState state, int port, Row row, Collector out) {
        if (row.isNull(column)) {
            pass(row, out);
            return;
        }
        long timeMs = timeOf(row);
        if (row.progressMs() >= nextWakeMs(state)) {
            onTime(state, row.progressMs(), out);
        }
        boolean isNew = state.ranges != null ? isNewNumber(state, row, timeMs) : isNewId(state, row, timeMs);
        state.clockMs = Math.max(state.clockMs, timeMs);
        state.progressMs = Math.max(state.progressMs, row.progressMs());
        if (isNew) {
            pass(row, out);
        } else {
            out.reject(row, LedgerReason.DUPLICATE, "\"" + row.valueAt(column, type) + "\" was seen before");
        }
    }

    private static void pass(Row row, Collector out) {
        out.used(row);
        out.emit(row);
    }

    /** Event time; where the table has none, arrival. */
    private static long timeOf(Row row) {
        if (row.timeMs() != Row.NO_TIME) {
            return row.timeMs();
        }
        return row.arrivalMicros() == Row.NO_TIME ? 0 : Math.floorDiv(row.arrivalMicros(), 1000L);
    }

    private boolean isNewNumber(SeenState state, Row row, long timeMs) {
        long number = row.longAt(column);
        if (timeMs > state.clockMs) {
            state.ranges.dropBefore(timeMs - horizonMs);
        }
        if (state.ranges.contains(number)) {
            return false;
        }
        forgotten += state.ranges.add(number, timeMs);
        return true;
    }

    private boolean isNewId(SeenState state, Row row, long timeMs) {
        Object id = type.kind() == TypeKind.BYTES
                ? HexFormat.of().formatHex((byte[]) row.objectAt(column))
                : row.valueAt(column, type);
        if (timeMs > state.clockMs) {
            state.ids.dropBefore(timeMs - horizonMs);
        }
        if (state.ids.contains(id)) {
            return false;
        }
        forgotten += state.ids.add(id, timeMs);
        return true;
    }

    @Override
    public void onTime(SeenState state, long progressMs, Collector out) {
        if (progressMs != IDLE && progressMs >= nextWakeMs(state)) {
            state.clear();
        }
    }

    /** A device that sends nothing more is forgotten when the others are the horizon further on. */
    @Override
    public long nextWakeMs(SeenState state) {
        return state.isEmpty() ? NEVER : Math.max(state.clockMs, state.progressMs) + horizonMs;
    }

    @Override
    public boolean isEmpty(SeenState state) {
        return state.isEmpty();
    }

    @Override
    public StateCodec<SeenState> codec() {
        return codec;
    }
}
