// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.kernel.Collector;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gives out matches, and says what changed when some of them were given out before. */
final class Corrections {
    private final MatchRows rows;
    private final Schema output;

    Corrections(MatchRows rows, Schema output) {
        this.rows = rows;
        this.output = output;
    }

    /** Origin of a row of ALL ROWS PER MATCH; rows without position are told apart by their place in the match. */
    private record Origin(int partition, long offset, int place) {}

    /**
     * Gives out what is new and corrects what is different.
     *
     * @param before what was given out for the same rows before, in order
     * @param found what is found now, in order
     */
    void say(MatchState state, List<Said> before, List<Found> found, Collector out) {
        Iterator<Said> old = before.iterator();
        Said next = old.hasNext() ? old.next() : null;
        for (Found match : found) {
            while (next != null && (next.isGone || next.start < match.start())) {
                withdraw(state, next, out);
                next = old.hasNext() ? old.next() : null;
            }
            if (next != null && next.start == match.start()) {
                replace(state, next, match, out);
                next = old.hasNext() ? old.next() : null;
            } else {
                announce(state, match, out);
            }
        }
        while (next != null) {
            withdraw(state, next, out);
            next = old.hasNext() ? old.next() : null;
        }
    }

    private Said evaluate(MatchState state, Found match) {
        Row first = state.rows.get(match.start());
        if (match.failure() != null) {
            return new Said(match.start(), first, match.sequence(), List.of(), match.failure());
        }
        try {
            return new Said(match.start(), first, match.sequence(), new ArrayList<>(rows.of(match, state)), null);
        } catch (ArithmeticException | IllegalArgumentException e) {
            return new Said(match.start(), first, match.sequence(), List.of(), String.valueOf(e.getMessage()));
        }
    }

    private void announce(MatchState state, Found match, Collector out) {
        Said said = evaluate(state, match);
        reject(state, match, said, out);
        int revision = state.log.revisionOf(said.first);
        said.rows.forEach(row -> out.emit(row.withKind(RowKind.INSERT).withRevision(revision)));
        state.log.add(said);
    }

    private static void reject(MatchState state, Found match, Said said, Collector out) {
        if (said.failure != null) {
            out.reject(state.rows.get(Math.max(match.start(), match.to() - 1)), LedgerReason.OVERFLOW, said.failure);
        }
    }

    private static void withdraw(MatchState state, Said old, Collector out) {
        old.rows.forEach(row -> delete(state, old, row, out));
    }

    private static void delete(MatchState state, Said said, Row row, Collector out) {
        out.emit(row.copy().withKind(RowKind.DELETE).withRevision(row.revision() + 1));
        state.log.withdraw(said, row.revision() + 2);
    }

    private void replace(MatchState state, Said old, Found match, Collector out) {
        Said fresh = evaluate(state, match);
        if (!Objects.equals(old.failure, fresh.failure)) {
            reject(state, match, fresh, out);
        }
        Map<Origin, Row> oldRows = byOrigin(old.rows);
        List<Row> kept = new ArrayList<>();
        for (Map.Entry<Origin, Row> entry : byOrigin(fresh.rows).entrySet()) {
            Row was = oldRows.remove(entry.getKey());
            Row row = entry.getValue();
            if (was == null) {
                out.emit(row.withRevision(state.log.revisionOf(fresh.first)));
            } else if (isSame(was, row)) {
                row = was;
            } else {
                out.emit(was.copy().withKind(RowKind.UPDATE_BEFORE));
                out.emit(row.withKind(RowKind.UPDATE_AFTER).withRevision(was.revision() + 1));
            }
            kept.add(row);
        }
        oldRows.values().forEach(row -> delete(state, old, row, out));
        state.log.add(new Said(match.start(), fresh.first, match.sequence(), kept, fresh.failure));
    }

    private static Map<Origin, Row> byOrigin(List<Row> list) {
        Map<Origin, Row> byOrigin = new LinkedHashMap<>();
        for (Row row : list) {
            int place = row.offset() < 0 ? byOrigin.size() : 0;
            byOrigin.put(new Origin(row.partition(), row.offset(), place), row);
        }
        return byOrigin;
    }

    private boolean isSame(Row left, Row right) {
        if (left.timeMs() != right.timeMs()) {
            return false;
        }
        for (int i = 0; i < output.size(); i++) {
            DataType type = output.type(i);
            if (left.isNull(i) != right.isNull(i)
                    || (type.kind().isWord()
                            ? left.wordAt(i) != right.wordAt(i)
                            : !Objects.equals(left.objectAt(i), right.objectAt(i)))) {
                return false;
            }
        }
        return true;
    }
}
