// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.StateCodec;
import dev.millrace.kernel.buffer.KeyClock;
import dev.millrace.kernel.buffer.RowBuffer;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.plan.Emit;
import dev.millrace.plan.StreamJoin;

/**
 * Pairs of rows of two streams with one key and times near each other.
 *
 * <p>A pair is emitted when its second row comes, with every {@code emit}. A row without a partner comes out when its wait is over:
 * when the clock of its key on the other side has passed the time of its last partner by the bound ({@code eager}: without the
 * bound; {@code final}: by bound and lateness), or when the other side is silent. If a partner comes later all the same, what was
 * said is taken back. A row is too late when the clock of its key on its own side says that all its partners may be gone; when only
 * some may be, it is used and noted as partially late.
 *
 * <p>State of a key: rows of each side until the other side's clock has passed them by range, bound and lateness. While a side is
 * silent for longer than that, the newest {@link #SILENT_ROWS} rows stay for its return, until {@code state.ttl}. Rows above the
 * limit are given up, and rows that could have been their partners are noted as partially late.
 *
 * <p>Cost of a row: a search in the other side's rows and one test for each of those in range; no memory besides the row itself.
 * The inputs may be results: what takes a row back takes back its pairs.
 */
public final class StreamJoinOperator implements Operator<JoinState> {
    /** Rows of a side of a key that are kept at most. */
    public static final int DEFAULT_ROW_LIMIT = 100_000;

    /** Rows of a side of a key that wait for a side that is silent. */
    static final int SILENT_ROWS = 256;

    private final StreamJoin plan;
    private final StreamJoin.Kind kind;
    private final SideCode[] codes;
    private final PairCondition test;
    private final PairCondition otherTest;
    private final PairRows rows;
    private final JoinCodec codec;
    private final int rowLimit;

    public StreamJoinOperator(StreamJoin plan, FunctionCatalog functions) {
        this(plan, functions, DEFAULT_ROW_LIMIT);
    }

    /** With another limit of rows for a side of a key, 1 or more. */
    public StreamJoinOperator(StreamJoin plan, FunctionCatalog functions, int rowLimit) {
        this.plan = plan;
        this.rowLimit = rowLimit;
        kind = plan.kind();
        long fromMs = plan.range().fromMs();
        long toMs = plan.range().toMs();
        boolean isLeftTracked = kind.keepsLeft() || kind == StreamJoin.Kind.SEMI;
        codes = new SideCode[] {
            new SideCode(
                    plan.left(),
                    plan.right().timeRule(),
                    new SideCode.Wait(fromMs, toMs, kind.keepsLeft(), isLeftTracked, plan.emit())),
            new SideCode(
                    plan.right(),
                    plan.left().timeRule(),
                    new SideCode.Wait(-toMs, -fromMs, kind.keepsRight(), kind.keepsRight(), plan.emit()))
        };
        int left = plan.left().input().schema().size();
        int right = plan.right().input().schema().size();
        test = new PairCondition(plan.condition(), left, right, functions);
        otherTest = new PairCondition(plan.condition(), left, right, functions);
        rows = new PairRows(plan.left().input(), plan.right().input(), kind.isPaired(), plan.timeColumn());
        codec = new JoinCodec(
                SideCode.kept(plan.left().input().schema()),
                SideCode.kept(plan.right().input().schema()));
    }

    @Override
    public JoinState newState() {
        return new JoinState();
    }

    @Override
    public void process(JoinState state, int port, Row row, Collector out) {
        SideCode code = codes[port];
        long timeMs = code.timeMs(row);
        if (timeMs == Row.NO_TIME || row.timeMs() == Row.NO_TIME) {
            out.reject(row, LedgerReason.INVALID, "event time is NULL");
            return;
        }
        if (code.toMs < code.fromMs || code.hasNullKey(row)) {
            out.used(row);
            if (code.isKept) {
                out.emit(rows.alone(port, row, row).withKind(row.kind()).withRevision(row.revision()));
            }
            return;
        }
        if (row.progressMs() != Row.NO_TIME) {
            pass(state, row.progressMs(), out);
        }
        SideState own = state.side(port);
        long oldestMs = own.clock.oldestMs(code.rule);
        long lastMs = timeMs + code.toMs - code.fromMs;
        if (lastMs < oldestMs) {
            out.reject(row, LedgerReason.LATE, own.clock.lateDetail(row, code.rule));
            return;
        }
        out.used(row);
        if (row.kind().isAddition()) {
            add(state, port, row, out);
            if (timeMs < oldestMs || timeMs + code.fromMs <= state.side(1 - port).lostToMs) {
                out.reject(row, LedgerReason.LATE, "some rows that it could have joined are no longer kept");
            }
        } else {
            takeBack(state, port, row, out);
        }
    }

    private void add(JoinState state, int port, Row row, Collector out) {
        SideCode code = codes[port];
        SideState own = state.side(port);
        Row kept = code.kept(row);
        kept.withRevision(own.withdrawn.of(kept));
        own.clock.advance(row, code.rule);
        state.side(1 - port).clock.begin(row, codes[1 - port].rule);
        // In the order of time, so that what follows sees no more disorder than the range.
        decide(state, 1 - port, kept.timeMs() + code.fromMs - 1, out);
        pair(state, port, kept, row, out);
        long position = own.rows.add(kept, null);
        if (position < own.decidedTo) {
            own.decidedTo++;
            sayAlone(own, port, position, row, out);
        }
        decide(state, 1 - port, Long.MAX_VALUE, out);
        decide(state, port, Long.MAX_VALUE, out);
        drop(state, 1 - port, out);
        drop(state, port, out);
    }

    private void pair(JoinState state, int port, Row kept, Row cause, Collector out) {
        RowBuffer others = state.side(1 - port).rows;
        SideCode code = codes[port];
        long end = others.upperBound(kept.timeMs() + code.toMs);
        test.fix(port, kept);
        for (long i = others.lowerBound(kept.timeMs() + code.fromMs); i < end; i++) {
            Row other = others.get(i);
            if (!accepts(test, other, cause, out)) {
                continue;
            }
            if (mark(1 - port, other, cause, out)) {
                others.set(i, other);
            }
            mark(port, kept, cause, out);
            if (kind.isPaired()) {
                Row left = port == 0 ? kept : other;
                Row right = port == 0 ? other : kept;
                out.emit(rows.pair(left, right, cause).withRevision(Math.max(left.revision(), right.revision())));
            } else if (port == 0) {
                return;
            }
        }
    }

    private static boolean accepts(PairCondition test, Row candidate, Row cause, Collector out) {
        try {
            return test.accepts(candidate);
        } catch (ArithmeticException | IllegalArgumentException e) {
            out.reject(cause, LedgerReason.OVERFLOW, String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Notes that a row has a partner, and says or takes back what follows from it. Whether that changed anything. */
    private boolean mark(int port, Row kept, Row cause, Collector out) {
        SideCode code = codes[port];
        if (!code.isTracked || code.isMatched(kept)) {
            return false;
        }
        boolean isSemi = kind == StreamJoin.Kind.SEMI;
        if (code.isSaid(kept)) {
            withdraw(port, kept, cause, out);
        } else if (isSemi) {
            out.emit(rows.alone(port, kept, cause).withRevision(kept.revision()));
        }
        code.mark(kept, true, isSemi);
        return true;
    }

    private void withdraw(int port, Row kept, Row cause, Collector out) {
        out.emit(rows.alone(port, kept, cause).withKind(RowKind.DELETE).withRevision(kept.revision() + 1));
        kept.withRevision(kept.revision() + 2);
    }

    /** Says of a row whose wait is over that it has no partner, unless it has one. */
    private void sayAlone(SideState side, int port, long position, Row cause, Collector out) {
        SideCode code = codes[port];
        Row kept = side.rows.get(position);
        if (!code.isKept || code.isMatched(kept) || code.isSaid(kept)) {
            return;
        }
        out.emit(rows.alone(port, kept, cause).withRevision(kept.revision()));
        code.mark(kept, false, true);
        side.rows.set(position, kept);
    }

    /** Ends the wait of rows up to a time where it is over. */
    private void decide(JoinState state, int port, long toMs, Collector out) {
        SideCode code = codes[port];
        if (!code.isKept) {
            return;
        }
        SideState side = state.side(port);
        KeyClock partners = state.side(1 - port).clock;
        while (side.decidedTo < side.rows.end()) {
            Row kept = side.rows.get(side.decidedTo);
            if (kept.timeMs() > toMs || !code.isDue(kept, partners)) {
                return;
            }
            sayAlone(side, port, side.decidedTo++, kept, out);
        }
    }

    private void drop(JoinState state, int port, Collector out) {
        SideCode code = codes[port];
        SideState side = state.side(port);
        KeyClock partners = state.side(1 - port).clock;
        side.withdrawn.dropBefore(side.clock.oldestMs(code.rule));
        while (side.rows.size() > 0) {
            Row first = side.rows.get(side.rows.first());
            boolean isOver = code.isOver(first, partners);
            boolean isTooMuch = side.rows.size() > rowLimit;
            boolean isGivenUp = isTooMuch
                    || code.isExpired(first, partners)
                    || side.rows.size() > SILENT_ROWS && code.isAbandoned(first, partners);
            if (!isOver && !isGivenUp) {
                return;
            }
            boolean isWaiting = side.decidedTo == side.rows.first();
            if (isWaiting) {
                sayAlone(side, port, side.rows.first(), first, out);
            }
            if (!isOver) {
                side.lostToMs = Math.max(side.lostToMs, first.timeMs());
            }
            if (isTooMuch && !isOver) {
                out.reject(
                        code.input(first),
                        LedgerReason.OVERFLOW,
                        "row waits no longer for partners: " + plan.id() + " keeps " + rowLimit
                                + " rows a key and side");
            }
            side.removeFirst();
        }
    }

    private void takeBack(JoinState state, int port, Row row, Collector out) {
        SideState own = state.side(port);
        long position = codes[port].find(own.rows, row);
        if (position < 0) {
            return;
        }
        Row kept = own.rows.remove(position);
        own.decidedTo -= position < own.decidedTo ? 1 : 0;
        boolean isSaid = codes[port].isSaid(kept);
        if (isSaid) {
            withdraw(port, kept, row, out);
        }
        RowBuffer others = state.side(1 - port).rows;
        long end = others.upperBound(kept.timeMs() + codes[port].toMs);
        test.fix(port, kept);
        for (long i = others.lowerBound(kept.timeMs() + codes[port].fromMs); i < end; i++) {
            if (accepts(test, others.get(i), row, out)) {
                part(state, new Parting(port, kept, i, row), out);
            }
        }
        own.withdrawn.put(kept, kept.revision());
        state.side(1 - port).clock.begin(row, codes[1 - port].rule);
        drop(state, port, out);
    }

    /** A row that is gone, and the position of one that was its partner. */
    private record Parting(int port, Row gone, long position, Row cause) {}

    private void part(JoinState state, Parting parting, Collector out) {
        int port = 1 - parting.port();
        SideState side = state.side(port);
        Row other = side.rows.get(parting.position());
        if (kind.isPaired()) {
            Row left = port == 0 ? other : parting.gone();
            Row right = port == 0 ? parting.gone() : other;
            int revision = Math.max(left.revision(), right.revision()) + 1;
            out.emit(rows.pair(left, right, parting.cause())
                    .withKind(RowKind.DELETE)
                    .withRevision(revision));
            parting.gone().withRevision(revision + 1);
            other.withRevision(revision + 1);
            side.rows.set(parting.position(), other);
        }
        if (!codes[port].isTracked || hasPartner(state, port, other, parting.cause(), out)) {
            return;
        }
        if (codes[port].isSaid(other)) {
            withdraw(port, other, parting.cause(), out);
        }
        codes[port].mark(other, false, false);
        side.rows.set(parting.position(), other);
        if (parting.position() < side.decidedTo) {
            sayAlone(side, port, parting.position(), parting.cause(), out);
        }
    }

    private boolean hasPartner(JoinState state, int port, Row kept, Row cause, Collector out) {
        RowBuffer others = state.side(1 - port).rows;
        long end = others.upperBound(kept.timeMs() + codes[port].toMs);
        otherTest.fix(port, kept);
        for (long i = others.lowerBound(kept.timeMs() + codes[port].fromMs); i < end; i++) {
            if (accepts(otherTest, others.get(i), cause, out)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onTime(JoinState state, long progressMs, Collector out) {
        if (progressMs != IDLE && progressMs != END) {
            pass(state, progressMs, out);
            return;
        }
        if (progressMs == END || plan.emit() != Emit.FINAL) {
            decideAll(state, 0, out);
            decideAll(state, 1, out);
        }
        if (progressMs == END) {
            clear(state);
        }
    }

    /** Does what the stream's progress brings about. */
    private void pass(JoinState state, long progressMs, Collector out) {
        state.left.clock.advance(progressMs);
        state.right.clock.advance(progressMs);
        if (progressMs >= expiryMs(state)) {
            decideAll(state, 0, out);
            decideAll(state, 1, out);
            clear(state);
            return;
        }
        for (int port = 0; port < codes.length; port++) {
            decide(state, port, Long.MAX_VALUE, out);
            drop(state, port, out);
        }
    }

    private void decideAll(JoinState state, int port, Collector out) {
        SideState side = state.side(port);
        while (side.decidedTo < side.rows.end()) {
            long position = side.decidedTo++;
            sayAlone(side, port, position, side.rows.get(position), out);
        }
    }

    private static void clear(JoinState state) {
        state.left.clear();
        state.right.clear();
    }

    private long expiryMs(JoinState state) {
        long leftMs = state.left.clock.expiryMs(codes[0].rule);
        long rightMs = state.right.clock.expiryMs(codes[1].rule);
        return Math.max(leftMs, rightMs);
    }

    @Override
    public long nextWakeMs(JoinState state) {
        long wakeMs = expiryMs(state);
        for (int port = 0; port < codes.length; port++) {
            SideState side = state.side(port);
            if (side.rows.size() == 0) {
                continue;
            }
            wakeMs = Math.min(wakeMs, codes[port].dropWakeMs(side.rows.get(side.rows.first())));
            if (codes[port].isKept && side.decidedTo < side.rows.end()) {
                Row next = side.rows.get(side.decidedTo);
                wakeMs = Math.min(wakeMs, codes[port].dueWakeMs(next, state.side(1 - port).clock));
            }
        }
        return wakeMs;
    }

    @Override
    public boolean isEmpty(JoinState state) {
        return state.left.isEmpty() && state.right.isEmpty();
    }

    @Override
    public StateCodec<JoinState> codec() {
        return codec;
    }
}
