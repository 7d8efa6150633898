// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.Calc;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.Emit;
import dev.millrace.plan.GroupAggregate;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Match;
import dev.millrace.plan.Over;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.ReferenceJoin;
import dev.millrace.plan.Scan;
import dev.millrace.plan.StreamJoin;
import dev.millrace.plan.TopN;
import dev.millrace.plan.Union;
import dev.millrace.plan.Unnest;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAssign;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Whether rows of an input may be taken back, and what identifies them. */
public final class Corrections {
    private final int[] columns;
    private final DataType[] types;
    private final boolean isKeyed;

    private Corrections(Schema schema, List<Integer> key) {
        isKeyed = !key.isEmpty();
        columns = isKeyed
                ? key.stream().mapToInt(Integer::intValue).toArray()
                : IntStream.range(0, schema.size()).toArray();
        types = Arrays.stream(columns).mapToObj(schema::type).toArray(DataType[]::new);
    }

    /** Null when the input only ever adds rows. */
    public static Corrections of(PlanNode input) {
        return input.accept(new IsCorrecting()) ? new Corrections(input.schema(), input.resultKey()) : null;
    }

    /** Values that identify a row: its result key, or all of them where it has none. */
    public List<Object> identityOf(Row row) {
        Object[] values = new Object[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.valueAt(columns[i], types[i]);
        }
        return Arrays.asList(values);
    }

    /** Whether a row with the same identity replaces the one before, else they count both. */
    public boolean isKeyed() {
        return isKeyed;
    }

    private static final class IsCorrecting implements PlanNode.Visitor<Boolean> {
        @Override
        public Boolean streamJoin(StreamJoin node) {
            boolean saysNever = node.kind().keepsLeft() || node.kind().keepsRight();
            return saysNever && node.emit() != Emit.FINAL
                    || node.left().input().accept(this)
                    || node.right().input().accept(this);
        }

        @Override
        public Boolean referenceJoin(ReferenceJoin node) {
            return node.isVersioned() && node.emit() != Emit.FINAL
                    || node.left().input().accept(this);
        }

        @Override
        public Boolean lookupJoin(LookupJoin node) {
            return node.input().accept(this);
        }

        @Override
        public Boolean scan(Scan node) {
            return false;
        }

        @Override
        public Boolean calc(Calc node) {
            return node.input().accept(this);
        }

        @Override
        public Boolean windowAssign(WindowAssign node) {
            return node.input().accept(this);
        }

        @Override
        public Boolean unnest(Unnest node) {
            return node.input().accept(this);
        }

        @Override
        public Boolean windowAggregate(WindowAggregate node) {
            return node.emit() != Emit.FINAL;
        }

        @Override
        public Boolean groupAggregate(GroupAggregate node) {
            return node.emit() != Emit.FINAL;
        }

        @Override
        public Boolean topN(TopN node) {
            return node.emit() != Emit.FINAL;
        }

        @Override
        public Boolean over(Over node) {
            return node.emit() != Emit.FINAL;
        }

        @Override
        public Boolean match(Match node) {
            return node.emit() != Emit.FINAL;
        }

        @Override
        public Boolean deduplicate(Deduplicate node) {
            return node.input().accept(this);
        }

        @Override
        public Boolean union(Union node) {
            return node.inputs().stream().anyMatch(input -> input.accept(this));
        }
    }
}
