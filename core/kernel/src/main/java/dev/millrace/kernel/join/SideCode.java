// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

import dev.millrace.kernel.Operator;
import dev.millrace.kernel.buffer.KeyClock;
import dev.millrace.kernel.buffer.RowBuffer;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.Emit;
import dev.millrace.plan.JoinSide;
import dev.millrace.plan.TimeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is the same for all keys of one side of a join: how rows are kept and how long one waits for partners. A kept row is a copy
 * with the time that the join is about, its revision is the one that its next result has, and one more column has flags.
 */
final class SideCode {
    private static final long MATCHED = 1;
    private static final long SAID = 2;

    final TimeRule rule;
    /** Times of partners, relative to the row's own. */
    final long fromMs;

    final long toMs;
    /** Whether rows without a partner come out. */
    final boolean isKept;
    /** Whether it matters if a row has a partner. */
    final boolean isTracked;

    private final int size;
    private final int[] keys;
    private final int windowEnd;
    /** Columns that tell the rows of a result, empty for rows that have positions. */
    private final int[] resultKey;

    private final TimeRule partnerRule;
    /** How much later than the partners' watermark says a row without a partner comes out. */
    private final long delayMs;

    private final boolean isFinal;

    /** Times of partners and whether rows come out without one. */
    record Wait(long fromMs, long toMs, boolean isKept, boolean isTracked, Emit emit) {}

    SideCode(JoinSide side, TimeRule partnerRule, Wait wait) {
        rule = side.timeRule();
        size = side.input().schema().size();
        keys = side.keys().stream().mapToInt(Integer::intValue).toArray();
        windowEnd = side.windowEnd();
        resultKey =
                side.input().resultKey().stream().mapToInt(Integer::intValue).toArray();
        this.partnerRule = partnerRule;
        fromMs = wait.fromMs();
        toMs = wait.toMs();
        isKept = wait.isKept();
        isTracked = wait.isTracked();
        isFinal = wait.emit() == Emit.FINAL;
        delayMs = switch (wait.emit()) {
            case EAGER -> -partnerRule.boundMs();
            case ON_CLOSE -> 0;
            case FINAL -> partnerRule.latenessMs() + 1;
        };
    }

    /** Schema of kept rows. */
    static Schema kept(Schema input) {
        List<Column> columns = new ArrayList<>(input.columns());
        columns.add(new Column("$flags", DataType.BIGINT));
        return new Schema(columns);
    }

    /** Time that the join is about, {@link Row#NO_TIME} when there is none. */
    long timeMs(Row row) {
        if (windowEnd < 0) {
            return row.timeMs();
        }
        return row.isNull(windowEnd) ? Row.NO_TIME : row.longAt(windowEnd) - 1;
    }

    boolean hasNullKey(Row row) {
        for (int key : keys) {
            if (row.isNull(key)) {
                return true;
            }
        }
        return false;
    }

    /** A row to keep. */
    Row kept(Row row) {
        Row kept = new Row(size + 1).copyOrigin(row);
        for (int i = 0; i < size; i++) {
            kept.setFrom(i, row, i);
        }
        kept.setLong(size, 0);
        return kept.withTimeMs(timeMs(row));
    }

    /** Position of the kept row that a row takes back, -1 when there is none. */
    long find(RowBuffer rows, Row row) {
        long timeMs = timeMs(row);
        if (resultKey.length == 0) {
            return rows.find(row.copy().withTimeMs(timeMs));
        }
        for (long i = rows.lowerBound(timeMs); i < rows.end() && rows.timeAt(i) == timeMs; i++) {
            if (hasSameResultKey(rows.get(i), row)) {
                return i;
            }
        }
        return -1;
    }

    private boolean hasSameResultKey(Row kept, Row row) {
        for (int column : resultKey) {
            boolean isSame = kept.isNull(column) == row.isNull(column)
                    && kept.wordAt(column) == row.wordAt(column)
                    && Objects.equals(kept.objectAt(column), row.objectAt(column));
            if (!isSame) {
                return false;
            }
        }
        return true;
    }

    /** The row as it came in, for the ledger. */
    Row input(Row kept) {
        Row row = new Row(size).copyOrigin(kept);
        for (int i = 0; i < size; i++) {
            row.setFrom(i, kept, i);
        }
        return row;
    }

    boolean isMatched(Row kept) {
        return (kept.longAt(size) & MATCHED) != 0;
    }

    /** Whether a result was said of the row that may be taken back. */
    boolean isSaid(Row kept) {
        return (kept.longAt(size) & SAID) != 0;
    }

    void mark(Row kept, boolean isMatched, boolean isSaid) {
        kept.setLong(size, (isMatched ? MATCHED : 0) | (isSaid ? SAID : 0));
    }

    /** Whether the row's wait for partners is over. */
    boolean isDue(Row kept, KeyClock partners) {
        long lastMs = kept.timeMs() + toMs + delayMs;
        long watermarkMs = partners.watermarkMs(partnerRule);
        return watermarkMs != Row.NO_TIME && watermarkMs >= lastMs
                || partnerRule.isPerKey() && !isFinal && partners.streamMs() >= silentMs(kept, partners);
    }

    /** Whether all partners that may still come would be too late. */
    boolean isOver(Row kept, KeyClock partners) {
        return kept.timeMs() + toMs < partners.oldestMs(partnerRule);
    }

    /** Whether partners were silent for long enough to be given up when room is needed. */
    boolean isAbandoned(Row kept, KeyClock partners) {
        return partners.streamMs() - partnerRule.latenessMs() >= silentMs(kept, partners);
    }

    boolean isExpired(Row kept, KeyClock partners) {
        return partners.streamMs() >= expiryMs(kept);
    }

    private long expiryMs(Row kept) {
        return Math.max(kept.timeMs() + toMs, kept.progressMs()) + partnerRule.ttlMs();
    }

    /** Progress at which the wait ends if no partner comes: the stream went on by {@code time.idle} since the row came, too. */
    private long silentMs(Row kept, KeyClock partners) {
        long sinceMs = Math.max(kept.timeMs() + toMs, Math.max(kept.progressMs(), Row.NO_TIME + 1) - 1);
        return partners.wakeMs(sinceMs, partnerRule);
    }

    /** Progress at which {@link #isDue} becomes true by itself. */
    long dueWakeMs(Row kept, KeyClock partners) {
        if (!partnerRule.isPerKey()) {
            return kept.timeMs() + toMs + delayMs;
        }
        return isFinal ? Operator.NEVER : silentMs(kept, partners);
    }

    /** Progress at which the row is dropped. */
    long dropWakeMs(Row kept) {
        return partnerRule.isPerKey()
                ? expiryMs(kept)
                : Math.min(expiryMs(kept), kept.timeMs() + toMs + partnerRule.latenessMs() + 1);
    }
}
