// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.kernel.KernelError;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.StateCodec;
import dev.millrace.kernel.window.SessionState.Session;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.plan.WindowAggregate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * SESSION per key: rows less than a gap apart, {@code [first, last + gap)}; two rows exactly one gap apart are in different
 * sessions. A row that makes a session longer, or joins two, deletes the results that were given and brings the new one when
 * that fires. A row is late when it would be a session of its own that is over.
 */
public final class SessionAggregateOperator implements Operator<SessionState> {
    /** Sessions of one key that wait or may still be revised. */
    static final int SESSIONS_MAX = 10_000;

    private final long gapMs;
    private final WindowRules rules;
    private final Aggregation aggregation;
    private final WindowResults results;
    private final SessionCodec codec;

    /** Refuses an input that takes rows back. */
    public SessionAggregateOperator(WindowAggregate node, FunctionCatalog functions) {
        if (Corrections.of(node.input()) != null) {
            throw MillraceException.of(
                    KernelError.WINDOW_NOT_SUPPORTED,
                    "SESSION windows read results that may be corrected",
                    "Read a table or a view of filters, or set 'emit' = 'final' for the query below.");
        }
        gapMs = node.window().sizeMs();
        rules = WindowRules.of(node.timeRule(), node.emit());
        aggregation = new Aggregation(node.aggregates(), node.input().schema(), functions);
        results = new WindowResults(node);
        codec = new SessionCodec(node, aggregation, this);
    }

    @Override
    public SessionState newState() {
        return new SessionState();
    }

    @Override
    public void process(SessionState state, int port, Row row, Collector out) {
        long timeMs = row.timeMs();
        if (timeMs == Row.NO_TIME) {
            out.reject(row, LedgerReason.INVALID, "time attribute is NULL, so the row belongs to no window");
            return;
        }
        if (row.progressMs() >= state.wakeMs) {
            onTime(state, row.progressMs(), out);
        }
        if (state.key == null) {
            state.key = results.keyOf(row);
        }
        state.arrivalMicros = row.arrivalMicros();
        add(state, timeMs, row, out);
        state.clockMs = Math.max(state.clockMs, timeMs);
        findDue(state);
        if (rules.isPerKey()) {
            long boundMs = rules.timeRule().boundMs();
            state.progressMs = Math.max(row.progressMs(), timeMs - boundMs);
            advance(state, state.clockMs - boundMs, row, out);
        }
    }

    private void add(SessionState state, long timeMs, Row row, Collector out) {
        List<Session> sessions = state.sessions;
        int first = sessions.size();
        while (first > 0 && sessions.get(first - 1).lastMs + gapMs > timeMs) {
            first--;
        }
        int end = first;
        while (end < sessions.size() && sessions.get(end).firstMs < timeMs + gapMs) {
            end++;
        }
        boolean isNew = first == end;
        if (isNew && !isTaken(state, timeMs, row, out)) {
            return;
        }
        Session target = isNew ? begin(timeMs) : sessions.get(first);
        Row before = target.isFired ? result(state, target) : null;
        try {
            aggregation.add(target.words, 0, target.objects, 0, row);
        } catch (ArithmeticException e) {
            out.reject(row, LedgerReason.OVERFLOW, e.getMessage());
            return;
        }
        out.used(row);
        if (isNew) {
            sessions.add(first, target);
        }
        List<Session> joined = isNew ? List.of() : sessions.subList(first + 1, end);
        revise(state, target, before, joined, row, out);
    }

    private Session begin(long timeMs) {
        Session session = new Session(timeMs, aggregation.words(), aggregation.objects());
        aggregation.reset(session.words, 0, session.objects, 0);
        return session;
    }

    /** Whether a row may begin a session; otherwise it is in the ledger. */
    private boolean isTaken(SessionState state, long timeMs, Row row, Collector out) {
        long watermarkMs = rules.watermark(state.clockMs, row.progressMs());
        long endMs = timeMs + gapMs;
        if (watermarkMs >= WindowRules.plus(endMs - 1, rules.dropLagMs())) {
            out.reject(
                    row,
                    LedgerReason.LATE,
                    "session " + WindowResults.window(timeMs, endMs) + " was over at watermark "
                            + WindowResults.time(watermarkMs));
            return false;
        }
        if (state.sessions.size() >= SESSIONS_MAX) {
            out.reject(
                    row, LedgerReason.OVERFLOW, "the key has " + SESSIONS_MAX + " sessions at once; no more are kept");
            return false;
        }
        return true;
    }

    /** Brings results in line with a session that got a row and with it the sessions behind that the row joins to it. */
    private void revise(SessionState state, Session target, Row before, List<Session> joined, Row row, Collector out) {
        long firstMs = Math.min(target.firstMs, row.timeMs());
        long lastMs = Math.max(target.lastMs, row.timeMs());
        boolean isSameSpan = joined.isEmpty() && firstMs == target.firstMs && lastMs == target.lastMs;
        if (isSameSpan && target.isFired) {
            emitChange(state, target, before, row, out);
            return;
        }
        delete(target, before, row, out);
        for (Session other : joined) {
            delete(other, other.isFired ? result(state, other) : null, row, out);
            aggregation.merge(target.words, 0, target.objects, 0, other.words, 0, other.objects, 0);
            lastMs = Math.max(lastMs, other.lastMs);
        }
        if (!joined.isEmpty()) {
            joined.clear();
        }
        target.firstMs = firstMs;
        target.lastMs = lastMs;
        if (rules.isEager()) {
            fire(state, target, row, out);
        }
    }

    private void emitChange(SessionState state, Session session, Row before, Row cause, Collector out) {
        Row now = result(state, session);
        if (!results.isSame(before, now)) {
            WindowResults.emit(before, RowKind.UPDATE_BEFORE, session.revision, cause, out);
            WindowResults.emit(now, RowKind.UPDATE_AFTER, ++session.revision, cause, out);
        }
    }

    private static void delete(Session session, Row given, Row cause, Collector out) {
        if (given != null) {
            WindowResults.emit(given, RowKind.DELETE, session.revision + 1, cause, out);
        }
        session.isFired = false;
        session.revision = 0;
    }

    private Row result(SessionState state, Session session) {
        Row row = results.row(state.key, session.firstMs, session.lastMs + gapMs);
        aggregation.results(session.words, 0, session.objects, 0, row, results.firstAggregate());
        return row;
    }

    private void fire(SessionState state, Session session, Row cause, Collector out) {
        long endMs = session.lastMs + gapMs;
        Row row = results.row(state.key, session.firstMs, endMs);
        String failure = aggregation.results(session.words, 0, session.objects, 0, row, results.firstAggregate());
        Row origin = cause == null ? results.timeCause(state.key, state.arrivalMicros) : cause;
        WindowResults.emit(row, RowKind.INSERT, 0, origin, out);
        session.isFired = true;
        if (failure != null) {
            WindowResults.reportOverflow(origin, session.firstMs, endMs, failure, out);
        }
    }

    /** Fires and drops what this watermark makes due. */
    private void advance(SessionState state, long watermarkMs, Row cause, Collector out) {
        if (watermarkMs >= state.dueMs) {
            for (Iterator<Session> each = state.sessions.iterator(); each.hasNext(); ) {
                Session session = each.next();
                long lastMs = session.lastMs + gapMs - 1;
                if (!session.isFired && watermarkMs >= WindowRules.plus(lastMs, rules.fireLagMs())) {
                    fire(state, session, cause, out);
                }
                if (watermarkMs >= WindowRules.plus(lastMs, rules.dropLagMs())) {
                    each.remove();
                }
            }
        }
        findDue(state);
    }

    /** Fires the sessions that end by a time. */
    private void fireThrough(SessionState state, long endMs, Collector out) {
        for (Session session : new ArrayList<>(state.sessions)) {
            if (!session.isFired && session.lastMs + gapMs <= endMs) {
                fire(state, session, null, out);
            }
        }
    }

    @Override
    public void onTime(SessionState state, long progressMs, Collector out) {
        if (state.key == null) {
            return;
        }
        if (progressMs >= IDLE) {
            fireThrough(state, progressMs == END || rules.firesSilent() ? Long.MAX_VALUE : Long.MIN_VALUE, out);
        } else if (!rules.isPerKey()) {
            advance(state, progressMs, null, out);
        } else if (rules.firesSilent() && progressMs >= WindowRules.plus(state.progressMs, rules.idleMs())) {
            fireThrough(state, progressMs - rules.idleMs(), out);
        }
        boolean isOver = progressMs == END || (progressMs < IDLE && progressMs >= ttlEndMs(state));
        if (isOver) {
            fireThrough(state, Long.MAX_VALUE, out);
            state.clear();
        }
        findDue(state);
    }

    private long ttlEndMs(SessionState state) {
        return rules.isPerKey() ? WindowRules.plus(state.progressMs, rules.ttlMs()) : Long.MAX_VALUE;
    }

    /** Recomputes what is derived. */
    void findDue(SessionState state) {
        long dueMs = Long.MAX_VALUE;
        long nextEndMs = Long.MAX_VALUE;
        for (Session session : state.sessions) {
            long endMs = session.lastMs + gapMs;
            nextEndMs = session.isFired ? nextEndMs : Math.min(nextEndMs, endMs);
            long lagMs = session.isFired ? rules.dropLagMs() : rules.fireLagMs();
            dueMs = Math.min(dueMs, WindowRules.plus(endMs - 1, lagMs));
        }
        state.dueMs = dueMs;
        if (state.key == null || !rules.isPerKey()) {
            state.wakeMs = state.key == null ? NEVER : dueMs;
            return;
        }
        boolean isWaiting = rules.firesSilent() && nextEndMs != Long.MAX_VALUE;
        long silentMs = isWaiting ? Math.max(nextEndMs, state.progressMs) + rules.idleMs() : NEVER;
        state.wakeMs = Math.min(silentMs, ttlEndMs(state));
    }

    @Override
    public long nextWakeMs(SessionState state) {
        return state.wakeMs;
    }

    @Override
    public boolean isEmpty(SessionState state) {
        return state.key == null || (!rules.isPerKey() && state.sessions.isEmpty());
    }

    @Override
    public StateCodec<SessionState> codec() {
        return codec;
    }
}
