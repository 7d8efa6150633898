// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.topn;

import dev.millrace.kernel.Collector;
import dev.millrace.kernel.buffer.ResultPosition;
import dev.millrace.kernel.group.GroupOperator;
import dev.millrace.kernel.match.RowOrder;
import dev.millrace.kernel.topn.Ranking.Entry;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.plan.Match.SortKey;
import dev.millrace.plan.TopN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The first N rows of each group. Of rows that only come it keeps N a group, since what left can never come back; of rows that may be
 * taken back it keeps all, up to {@link TopN#ROWS_MAX} a group. Cost per row: a binary search, and one result for each place that
 * changes.
 */
public final class TopNOperator extends GroupOperator<Ranking> {
    private final TopN.Ranks ranks;
    /** Columns of the keys and the window. */
    private final int[] groups;

    private final Comparator<Entry> order;
    private final RankResults results;
    private final RowCodec codec;

    public TopNOperator(TopN node) {
        super(node.input(), node.window(), node.timeRule(), node.emit());
        ranks = node.ranks();
        groups = Stream.concat(node.keys().stream(), node.window().columns().stream())
                .mapToInt(Integer::intValue)
                .toArray();
        order = order(node);
        results = new RankResults(node);
        codec = new RowCodec(node.input().schema());
    }

    private static Comparator<Entry> order(TopN node) {
        List<SortKey> keys = node.order();
        Comparator<Row> values = RowOrder.of(keys, node.input().schema());
        Comparator<Entry> wanted = (a, b) -> values.compare(a.row, b.row);
        Comparator<Entry> arrival = Comparator.comparingLong(e -> e.order);
        SortKey last = keys.get(keys.size() - 1);
        if (last.column() == node.input().timeColumn()) {
            return wanted.thenComparing(last.isAscending() ? arrival : arrival.reversed());
        }
        // Rows of several devices arrive in no certain order; their values are certain.
        List<SortKey> all = IntStream.range(0, node.input().schema().size())
                .filter(i -> isOrdered(node, i))
                .mapToObj(i -> new SortKey(i, true, true))
                .toList();
        Comparator<Row> others = RowOrder.of(all, node.input().schema());
        return wanted.thenComparingLong(e -> e.row.timeMs())
                .thenComparing((a, b) -> others.compare(a.row, b.row))
                .thenComparing(arrival);
    }

    private static boolean isOrdered(TopN node, int column) {
        return switch (node.input().schema().type(column).kind()) {
            case ROW, ARRAY, MAP -> false;
            default -> true;
        };
    }

    @Override
    protected Ranking newGroup(Row window, long endMs) {
        int[] revisions = new int[ranks.isPlace() ? ranks.to() - ranks.from() + 1 : 0];
        Arrays.fill(revisions, -1);
        return new Ranking(window, endMs, corrections() != null, revisions);
    }

    @Override
    protected void change(Ranking ranking, Row row) {
        if (ranking.nextOrder == 0) {
            ranking.position = position(row);
        }
        if (ranking.known == null) {
            insert(ranking, newEntry(ranking, row));
            trim(ranking);
        } else if (row.kind().isAddition()) {
            put(ranking, row);
        } else {
            takeBack(ranking, row);
        }
    }

    private long position(Row row) {
        Row key = new Row(groups.length);
        for (int i = 0; i < groups.length; i++) {
            key.setFrom(i, row, groups[i]);
        }
        return ResultPosition.of(key, groups.length, 0);
    }

    private static Entry newEntry(Ranking ranking, Row row) {
        ranking.entries++;
        return new Entry(row, ranking.nextOrder++);
    }

    private void insert(Ranking ranking, Entry entry) {
        List<Entry> rows = ranking.rows;
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(rows.get(middle), entry) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        rows.add(low, entry);
    }

    private void trim(Ranking ranking) {
        if (ranking.rows.size() > ranks.to()) {
            ranking.rows.remove(ranking.rows.size() - 1);
            ranking.entries--;
        }
    }

    private void put(Ranking ranking, Row row) {
        List<Object> identity = corrections().identityOf(row);
        List<Entry> known = ranking.known.computeIfAbsent(identity, i -> new ArrayList<>(1));
        Entry entry = null;
        for (Entry one : known) {
            entry = !one.isPresent || corrections().isKeyed() ? one : entry;
        }
        if (entry == null) {
            if (ranking.entries >= TopN.ROWS_MAX) {
                throw new ArithmeticException(
                        "a group holds " + TopN.ROWS_MAX + " rows that may be corrected; no more are kept");
            }
            entry = newEntry(ranking, row);
            known.add(entry);
        } else if (entry.isPresent) {
            ranking.rows.remove(entry);
        }
        entry.row = row;
        entry.isPresent = true;
        insert(ranking, entry);
    }

    /** A row that is not there was refused when it came. */
    private void takeBack(Ranking ranking, Row row) {
        List<Object> identity = corrections().identityOf(row);
        List<Entry> known = ranking.known.getOrDefault(identity, List.of());
        Entry found = null;
        for (Entry one : known) {
            boolean isSamePlace = one.row.partition() == row.partition() && one.row.offset() == row.offset();
            found = one.isPresent && (found == null || isSamePlace) ? one : found;
        }
        if (found == null) {
            return;
        }
        ranking.rows.remove(found);
        found.isPresent = false;
        if (ranks.isPlace()) {
            known.remove(found);
            ranking.entries--;
            if (known.isEmpty()) {
                ranking.known.remove(identity);
            }
        }
    }

    @Override
    protected void before(Ranking ranking) {
        results.before(ranking);
    }

    @Override
    protected void emitChanges(Ranking ranking, boolean isFirst, Row cause, Collector out) {
        if (isFirst) {
            results.none();
        }
        results.emitChanges(ranking, cause, out);
    }

    @Override
    protected void save(Ranking ranking, ByteWriter out) {
        out.writeVarLong(ranking.nextOrder);
        out.writeLong(ranking.position);
        for (int revision : ranking.revisions) {
            out.writeVarInt(revision);
        }
        List<Entry> gone = ranking.known == null
                ? List.of()
                : ranking.known.values().stream()
                        .flatMap(List::stream)
                        .filter(e -> !e.isPresent)
                        .sorted(Comparator.comparingLong(e -> e.order))
                        .toList();
        out.writeVarInt(ranking.rows.size());
        ranking.rows.forEach(entry -> save(entry, out));
        out.writeVarInt(gone.size());
        gone.forEach(entry -> save(entry, out));
    }

    private void save(Entry entry, ByteWriter out) {
        codec.writeWithOrigin(entry.row, out);
        out.writeVarLong(entry.order);
        out.writeVarInt(entry.nextRevision);
    }

    @Override
    protected void load(Ranking ranking, ByteReader in) {
        ranking.nextOrder = in.readVarLong();
        ranking.position = in.readLong();
        for (int i = 0; i < ranking.revisions.length; i++) {
            ranking.revisions[i] = in.readVarInt();
        }
        for (int left = in.readVarInt(); left > 0; left--) {
            ranking.rows.add(load(ranking, true, in));
        }
        for (int left = in.readVarInt(); left > 0; left--) {
            load(ranking, false, in);
        }
    }

    private Entry load(Ranking ranking, boolean isPresent, ByteReader in) {
        Row row = codec.readWithOrigin(in);
        Entry entry = new Entry(row, in.readVarLong());
        entry.nextRevision = in.readVarInt();
        entry.isPresent = isPresent;
        ranking.entries++;
        if (ranking.known != null) {
            ranking.known
                    .computeIfAbsent(corrections().identityOf(row), i -> new ArrayList<>(1))
                    .add(entry);
        }
        return entry;
    }
}
