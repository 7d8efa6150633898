// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.topn;

import dev.millrace.kernel.Collector;
import dev.millrace.kernel.buffer.ResultPosition;
import dev.millrace.kernel.topn.Ranking.Entry;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.plan.TopN;
import java.util.List;
import java.util.Objects;

/** Compares the first rows of a ranking before and after a change, and emits what differs. Holds scratch space; one thread. */
final class RankResults {
    private final TopN.Ranks ranks;
    private final int inputColumns;
    private final int columns;
    /** What came out before, by place. */
    private final Entry[] oldEntries;

    private final Row[] oldRows;
    private int oldCount;

    RankResults(TopN node) {
        ranks = node.ranks();
        inputColumns = node.input().schema().size();
        columns = node.schema().size();
        int places = ranks.to() - ranks.from() + 1;
        oldEntries = new Entry[places];
        oldRows = new Row[places];
    }

    void before(Ranking ranking) {
        oldCount = count(ranking);
        for (int i = 0; i < oldCount; i++) {
            oldEntries[i] = entry(ranking, i);
            oldRows[i] = oldEntries[i].row;
        }
    }

    void none() {
        oldCount = 0;
    }

    private int count(Ranking ranking) {
        return Math.max(0, Math.min(ranking.rows.size(), ranks.to()) - ranks.from() + 1);
    }

    private Entry entry(Ranking ranking, int place) {
        return ranking.rows.get(ranks.from() - 1 + place);
    }

    void emitChanges(Ranking ranking, Row cause, Collector out) {
        if (ranks.isPlace()) {
            emitPlaces(ranking, cause, out);
        } else {
            emitRows(ranking, cause, out);
        }
    }

    private void emitPlaces(Ranking ranking, Row cause, Collector out) {
        int count = count(ranking);
        for (int i = 0; i < Math.max(oldCount, count); i++) {
            Row old = i < oldCount ? oldRows[i] : null;
            Row now = i < count ? entry(ranking, i).row : null;
            if (old == now || old != null && now != null && areEqual(old, now)) {
                continue;
            }
            Change change = new Change(ranking, ranks.from() + i, cause, out);
            if (old != null && now != null) {
                change.emit(old, RowKind.UPDATE_BEFORE, ranking.revisions[i]);
            }
            RowKind kind = old == null ? RowKind.INSERT : now == null ? RowKind.DELETE : RowKind.UPDATE_AFTER;
            change.emit(now == null ? old : now, kind, ++ranking.revisions[i]);
        }
    }

    private void emitRows(Ranking ranking, Row cause, Collector out) {
        int count = count(ranking);
        List<Entry> now = ranking.rows.subList(
                Math.min(ranks.from() - 1, ranking.rows.size()), Math.min(ranks.to(), ranking.rows.size()));
        Change change = new Change(ranking, 0, cause, out);
        for (int i = 0; i < oldCount; i++) {
            if (!now.contains(oldEntries[i])) {
                change.emit(oldRows[i], RowKind.DELETE, oldEntries[i].nextRevision++);
            }
        }
        for (int i = 0; i < count; i++) {
            Entry entry = now.get(i);
            int old = indexOfOld(entry);
            if (old < 0) {
                change.emit(entry.row, RowKind.INSERT, entry.nextRevision++);
            } else if (!areEqual(oldRows[old], entry.row)) {
                change.emit(oldRows[old], RowKind.UPDATE_BEFORE, entry.nextRevision - 1);
                change.emit(entry.row, RowKind.UPDATE_AFTER, entry.nextRevision++);
            }
        }
    }

    private int indexOfOld(Entry entry) {
        for (int i = 0; i < oldCount; i++) {
            if (oldEntries[i] == entry) {
                return i;
            }
        }
        return -1;
    }

    private boolean areEqual(Row left, Row right) {
        for (int i = 0; i < inputColumns; i++) {
            boolean isSame = left.isNull(i) == right.isNull(i)
                    && left.wordAt(i) == right.wordAt(i)
                    && Objects.equals(left.objectAt(i), right.objectAt(i));
            if (!isSame) {
                return false;
            }
        }
        return true;
    }

    /** What one row brings about in one place. */
    private final class Change {
        private final Ranking ranking;
        private final int rank;
        private final Row cause;
        private final Collector out;

        Change(Ranking ranking, int rank, Row cause, Collector out) {
            this.ranking = ranking;
            this.rank = rank;
            this.cause = cause;
            this.out = out;
        }

        void emit(Row row, RowKind kind, int revision) {
            Row result = new Row(columns).copyOrigin(row);
            for (int i = 0; i < inputColumns; i++) {
                result.setFrom(i, row, i);
            }
            if (ranks.isShown()) {
                result.setLong(inputColumns, rank);
            }
            if (ranks.isPlace()) {
                result.withPosition(ResultPosition.PARTITION, ResultPosition.with(ranking.position, rank));
            }
            result.withTimeMs(ranking.timeOf(row)).withArrivalMicros(cause.arrivalMicros());
            out.emit(result.withKind(kind).withRevision(revision));
        }
    }
}
