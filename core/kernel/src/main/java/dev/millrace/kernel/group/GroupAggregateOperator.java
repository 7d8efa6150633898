// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.group;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.kernel.buffer.ResultPosition;
import dev.millrace.kernel.window.Aggregation;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.RowKind;
import dev.millrace.plan.GroupAggregate;
import java.util.List;
import java.util.Objects;

/**
 * GROUP BY over windows that rows bring along, or over all rows of a group. State of a group: its aggregates and the result that was
 * given last; where rows may be taken back its rows too, and taking one back computes the aggregates anew.
 */
public final class GroupAggregateOperator extends GroupOperator<AggregateGroup> {
    /** Rows of one group that may be taken back. */
    static final int ROWS_MAX = 10_000;

    private final int[] groups;
    private final int columns;
    private final Aggregation aggregation;
    private final RowCodec inputCodec;
    private final RowCodec resultCodec;

    public GroupAggregateOperator(GroupAggregate node, FunctionCatalog functions) {
        super(node.input(), node.window(), node.timeRule(), node.emit());
        groups = node.groups().stream().mapToInt(Integer::intValue).toArray();
        columns = node.schema().size();
        aggregation = new Aggregation(node.aggregates(), node.input().schema(), functions);
        inputCodec = new RowCodec(node.input().schema());
        resultCodec = new RowCodec(node.schema());
    }

    @Override
    protected AggregateGroup newGroup(Row window, long endMs) {
        AggregateGroup group = new AggregateGroup(
                window, endMs, new long[aggregation.words()], new Object[aggregation.objects()], corrections() != null);
        aggregation.reset(group.words, 0, group.objects, 0);
        return group;
    }

    @Override
    protected void change(AggregateGroup group, Row row) {
        if (group.key == null) {
            group.key = new Row(groups.length);
            for (int i = 0; i < groups.length; i++) {
                group.key.setFrom(i, row, groups[i]);
            }
        }
        if (group.rows == null) {
            add(group, row);
        } else if (row.kind().isAddition()) {
            put(group, row);
        } else {
            takeBack(group, row);
        }
    }

    private void add(AggregateGroup group, Row row) {
        aggregation.add(group.words, 0, group.objects, 0, row);
        group.count++;
        group.greatestMs = Math.max(group.greatestMs, row.timeMs());
    }

    private void put(AggregateGroup group, Row row) {
        List<Object> identity = corrections().identityOf(row);
        AggregateGroup.Kept old = group.rows.get(identity);
        if (old == null && group.rows.size() >= ROWS_MAX) {
            throw new ArithmeticException(
                    "a group holds " + ROWS_MAX + " rows that may be corrected; no more are kept");
        }
        boolean isReplacing = old != null && corrections().isKeyed();
        if (!isReplacing) {
            add(group, row);
            group.rows.put(identity, new AggregateGroup.Kept(row, old == null ? 1 : old.count() + 1));
            return;
        }
        group.rows.put(identity, new AggregateGroup.Kept(row, 1));
        try {
            compute(group);
        } catch (ArithmeticException e) {
            group.rows.put(identity, old);
            compute(group);
            throw e;
        }
    }

    /** A row that is not there was refused when it came. */
    private void takeBack(AggregateGroup group, Row row) {
        List<Object> identity = corrections().identityOf(row);
        AggregateGroup.Kept old = group.rows.get(identity);
        if (old == null) {
            return;
        }
        if (old.count() > 1) {
            group.rows.put(identity, new AggregateGroup.Kept(old.row(), old.count() - 1));
        } else {
            group.rows.remove(identity);
        }
        compute(group);
    }

    private void compute(AggregateGroup group) {
        aggregation.reset(group.words, 0, group.objects, 0);
        group.count = 0;
        group.greatestMs = Row.NO_TIME;
        for (AggregateGroup.Kept kept : group.rows.values()) {
            for (int i = 0; i < kept.count(); i++) {
                add(group, kept.row());
            }
        }
    }

    @Override
    protected void before(AggregateGroup group) {
        // The result that was given last is in the group.
    }

    @Override
    protected void emitChanges(AggregateGroup group, boolean isFirst, Row cause, Collector out) {
        Row old = group.shown;
        if (group.count == 0) {
            if (old != null) {
                emit(group, old, RowKind.DELETE, ++group.revision, cause, out);
                group.shown = null;
            }
            return;
        }
        Row now = new Row(columns).withTimeMs(group.resultMs());
        for (int i = 0; i < groups.length; i++) {
            now.setFrom(i, group.key, i);
        }
        String failure = aggregation.results(group.words, 0, group.objects, 0, now, groups.length);
        if (old != null && isSame(old, now)) {
            return;
        }
        if (old != null) {
            emit(group, old, RowKind.UPDATE_BEFORE, group.revision, cause, out);
        }
        emit(group, now, old == null ? RowKind.INSERT : RowKind.UPDATE_AFTER, ++group.revision, cause, out);
        group.shown = now;
        if (failure != null) {
            reportOverflow(group, cause, failure, out);
        }
    }

    private boolean isSame(Row left, Row right) {
        for (int i = groups.length; i < columns; i++) {
            boolean isSame = left.isNull(i) == right.isNull(i)
                    && left.wordAt(i) == right.wordAt(i)
                    && Objects.equals(left.objectAt(i), right.objectAt(i));
            if (!isSame) {
                return false;
            }
        }
        return true;
    }

    private static void emit(AggregateGroup group, Row result, RowKind kind, int revision, Row cause, Collector out) {
        out.emit(result.copy()
                .copyOrigin(cause)
                .withPosition(ResultPosition.PARTITION, group.position())
                .withTimeMs(result.timeMs())
                .withKind(kind)
                .withRevision(revision));
    }

    private void reportOverflow(AggregateGroup group, Row cause, String failure, Collector out) {
        boolean isOfTime = cause.offset() < 0;
        for (int i = 0; isOfTime && i < groups.length; i++) {
            cause.setFrom(groups[i], group.key, i);
        }
        out.used(cause);
        out.reject(cause, LedgerReason.OVERFLOW, "result of a group has NULL instead: " + failure);
    }

    @Override
    protected void save(AggregateGroup group, ByteWriter out) {
        resultOrNone(group.key == null ? null : keyed(group.key), out);
        resultOrNone(group.shown, out);
        out.writeVarInt(group.revision);
        out.writeVarLong(group.count);
        out.writeLong(group.greatestMs);
        aggregation.write(group.words, 0, group.objects, 0, out);
        if (group.rows != null) {
            out.writeVarInt(group.rows.size());
            for (AggregateGroup.Kept kept : group.rows.values()) {
                inputCodec.writeWithOrigin(kept.row(), out);
                out.writeVarInt(kept.count());
            }
        }
    }

    private Row keyed(Row key) {
        Row row = new Row(columns);
        for (int i = 0; i < groups.length; i++) {
            row.setFrom(i, key, i);
        }
        return row;
    }

    private Row key(Row keyed) {
        Row key = new Row(groups.length);
        for (int i = 0; i < groups.length; i++) {
            key.setFrom(i, keyed, i);
        }
        return key;
    }

    private void resultOrNone(Row row, ByteWriter out) {
        out.writeBoolean(row != null);
        if (row != null) {
            resultCodec.writeWithOrigin(row, out);
        }
    }

    @Override
    protected void load(AggregateGroup group, ByteReader in) {
        group.key = in.readBoolean() ? key(resultCodec.readWithOrigin(in)) : null;
        group.shown = in.readBoolean() ? resultCodec.readWithOrigin(in) : null;
        group.revision = in.readVarInt();
        group.count = in.readVarLong();
        group.greatestMs = in.readLong();
        aggregation.read(group.words, 0, group.objects, 0, in);
        if (group.rows != null) {
            for (int left = in.readVarInt(); left > 0; left--) {
                Row row = inputCodec.readWithOrigin(in);
                group.rows.put(corrections().identityOf(row), new AggregateGroup.Kept(row, in.readVarInt()));
            }
        }
    }
}
