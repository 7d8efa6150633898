// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

/**
 * How an operator tells time (SEMANTICS section 3 and 4).
 *
 * @param clock whose greatest event time makes the watermark
 * @param boundMs disorder that is normal, from WATERMARK; 0 or more
 * @param idleMs {@code time.idle}: silence after which a key's windows fire without it
 * @param maxAheadMs {@code time.max-ahead}: rows further ahead of their arrival go to the ledger
 * @param latenessMs {@code time.allowed-lateness}: how long a fired window takes corrections
 * @param ttlMs {@code state.ttl}: state of a key without rows is dropped after this
 */
public record TimeRule(Clock clock, long boundMs, long idleMs, long maxAheadMs, long latenessMs, long ttlMs) {
    /** 10 s, 1 min, 1 min, 7 days: the defaults of SEMANTICS section 3. */
    public static final TimeRule DEFAULT = new TimeRule(Clock.KEY, 0, 10_000, 60_000, 60_000, 7L * 24 * 3600 * 1000);

    /** Whose greatest event time makes the watermark. */
    public enum Clock {
        /** Each key has its own: {@code 'time.clock' = 'key'}, the default. */
        KEY,
        /** One for the table, as in Flink: {@code 'time.clock' = 'stream'}. */
        STREAM
    }

    public boolean isPerKey() {
        return clock == Clock.KEY;
    }
}
