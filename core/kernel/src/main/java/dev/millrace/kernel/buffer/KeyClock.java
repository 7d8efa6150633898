// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.buffer;

import dev.millrace.kernel.Operator;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.plan.TimeRule;

/**
 * What a key knows of time (SEMANTICS sections 3 and 4), for operators that take rows one by one in order of event time. A
 * row at {@code t} counts as a window {@code [t, t + 1 ms)}: it is due when the watermark reached {@code t}, and too late
 * when the watermark before it was past {@code t + lateness}.
 */
public final class KeyClock {
    private static final long NO_TIME = Row.NO_TIME;

    /** Greatest event time of the key. */
    private long greatestMs = NO_TIME;
    /** Progress of the stream when the key's last row came. */
    private long quietSinceMs = NO_TIME;
    /** Progress of the stream that was told last. */
    private long streamMs = NO_TIME;

    public boolean isNew() {
        return greatestMs == NO_TIME;
    }

    /** As if the key was never seen. */
    public void clear() {
        greatestMs = NO_TIME;
        quietSinceMs = NO_TIME;
        streamMs = NO_TIME;
    }

    /** Takes the stream's progress as it was before a row. To be called before {@link #isTooLate}. */
    public void before(Row row) {
        streamMs = Math.max(streamMs, row.progressMs());
    }

    /** Takes the time of a row that is used. */
    public void advance(Row row, TimeRule rule) {
        greatestMs = Math.max(greatestMs, row.timeMs());
        quietSinceMs = Math.max(quietSinceMs, Math.max(row.progressMs(), row.timeMs() - rule.boundMs()));
    }

    /** Notes a row of the same key that came by another way: silence begins here when nothing came before. */
    public void begin(Row row, TimeRule rule) {
        if (quietSinceMs == NO_TIME) {
            quietSinceMs = Math.max(row.progressMs(), row.timeMs() - rule.boundMs());
        }
    }

    /** Progress of the stream that was told last, {@link Row#NO_TIME} when none was. */
    public long streamMs() {
        return streamMs;
    }

    /** Takes progress of the stream, but not {@link Operator#IDLE} or {@link Operator#END}. */
    public void advance(long progressMs) {
        if (progressMs < Operator.IDLE) {
            streamMs = Math.max(streamMs, progressMs);
        }
    }

    /** {@link Row#NO_TIME} when nothing is known. */
    public long watermarkMs(TimeRule rule) {
        if (!rule.isPerKey()) {
            return streamMs;
        }
        return greatestMs == NO_TIME ? NO_TIME : greatestMs - rule.boundMs();
    }

    /** Rows before this time are too late. */
    public long oldestMs(TimeRule rule) {
        long watermarkMs = watermarkMs(rule);
        return watermarkMs == NO_TIME ? NO_TIME : watermarkMs - rule.latenessMs();
    }

    /** Whether the row comes after everything that could take it was dropped. */
    public boolean isTooLate(Row row, TimeRule rule) {
        return row.timeMs() < oldestMs(rule);
    }

    /** For the ledger. */
    public String lateDetail(Row row, TimeRule rule) {
        return "row is " + (watermarkMs(rule) - row.timeMs()) + " ms behind the watermark of its "
                + (rule.isPerKey() ? "key" : "stream") + ", allowed are " + rule.latenessMs() + " ms";
    }

    /** Rows up to this time are due now that the stream made this progress; {@link Row#NO_TIME} for none. */
    public long dueMs(long progressMs, TimeRule rule) {
        if (progressMs >= Operator.IDLE) {
            return Long.MAX_VALUE;
        }
        if (!rule.isPerKey()) {
            return progressMs;
        }
        boolean isSilent = quietSinceMs != NO_TIME && progressMs - rule.idleMs() >= quietSinceMs;
        return isSilent ? progressMs - rule.idleMs() - 1 : NO_TIME;
    }

    /** Progress at which a row of that time is due, if the key sends nothing more. */
    public long wakeMs(long timeMs, TimeRule rule) {
        return rule.isPerKey() ? Math.max(timeMs + 1, quietSinceMs) + rule.idleMs() : timeMs;
    }

    /** Progress at which the key's state is dropped, if it sends nothing more. */
    public long expiryMs(TimeRule rule) {
        return quietSinceMs == NO_TIME ? Operator.NEVER : quietSinceMs + rule.ttlMs();
    }

    public void save(ByteWriter out) {
        out.writeLong(greatestMs);
        out.writeLong(quietSinceMs);
        out.writeLong(streamMs);
    }

    public void load(ByteReader in) {
        greatestMs = in.readLong();
        quietSinceMs = in.readLong();
        streamMs = in.readLong();
    }
}
