// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

import dev.millrace.kernel.buffer.ResultPosition;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;
import dev.millrace.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the rows that come out of a join. A row of one side alone keeps that row's position. A pair is identified by both
 * positions: it gets the left one's partition, so that it stays in order with its device, and as offset 59 bits mixed from all
 * four numbers; two of a million pairs share one by a chance of 1 in a million. Who needs certainty gives the target a PRIMARY
 * KEY. One thread.
 */
final class PairRows {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final int size;
    private final int leftSize;
    private final int rightSize;
    private final int timeColumn;
    private final Naming[] namings;

    /**
     * Rows of a join.
     *
     * @param hasRight whether the right columns come out
     * @param timeColumn column that event time is taken from, -1: the later one of the two
     */
    PairRows(PlanNode left, PlanNode right, boolean hasRight, int timeColumn) {
        leftSize = left.schema().size();
        rightSize = right.schema().size();
        size = hasRight ? leftSize + rightSize : leftSize;
        this.timeColumn = timeColumn;
        namings = new Naming[] {new Naming(left), new Naming(right)};
    }

    /** Both rows side by side, as caused by one of them. */
    Row pair(Row left, Row right, Row cause) {
        Row row = new Row(size);
        copy(row, 0, left, leftSize);
        copy(row, leftSize, right, rightSize);
        row.withTimeMs(timeOf(row, Math.max(left.timeMs(), right.timeMs())));
        return row.withArrivalMicros(cause.arrivalMicros()).withPosition(left.partition(), mixed(left, right));
    }

    /** Both rows side by side, with time and position of the left one. */
    Row enriched(Row left, Row right) {
        Row row = new Row(size);
        copy(row, 0, left, leftSize);
        copy(row, leftSize, right, rightSize);
        return row.copyOrigin(left);
    }

    /** One row with NULL for the other. */
    Row alone(int port, Row only, Row cause) {
        Row row = new Row(size);
        if (port == 0) {
            copy(row, 0, only, leftSize);
        } else {
            copy(row, leftSize, only, rightSize);
        }
        row.withTimeMs(timeOf(row, only.timeMs()));
        return row.withArrivalMicros(cause.arrivalMicros()).withPosition(only.partition(), only.offset());
    }

    private long timeOf(Row row, long otherwiseMs) {
        return timeColumn < 0 || row.isNull(timeColumn) ? otherwiseMs : row.longAt(timeColumn);
    }

    private static void copy(Row to, int first, Row from, int columns) {
        for (int i = 0; i < columns; i++) {
            to.setFrom(first + i, from, i);
        }
    }

    private long mixed(Row left, Row right) {
        long mixed = mix(namings[0].of(left), namings[1].of(right));
        return ResultPosition.of(mixed);
    }

    /** Final step of the SplitMix64 generator (Steele, Lea, Flood 2014) over a sum of both. */
    private static long mix(long a, long b) {
        long z = a * MIX + b;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** What tells the rows of one side from each other: the values of the result key, the position where there is none. */
    private static final class Naming {
        private final int[] columns;
        private final RowCodec codec;
        private final ByteWriter writer = new ByteWriter();

        Naming(PlanNode node) {
            List<Integer> key = node.resultKey();
            columns = key.stream().mapToInt(Integer::intValue).toArray();
            List<Column> chosen = new ArrayList<>();
            key.forEach(column -> chosen.add(node.schema().column(column)));
            codec = new RowCodec(new Schema(chosen));
        }

        long of(Row row) {
            if (columns.length == 0 && row.offset() >= 0) {
                return mix(row.partition(), row.offset());
            }
            Row named = new Row(columns.length);
            for (int i = 0; i < columns.length; i++) {
                named.setFrom(i, row, columns[i]);
            }
            codec.write(named, writer.reset());
            long hash = row.timeMs();
            for (int i = 0; i < writer.size(); i++) {
                hash = hash * MIX + writer.buffer()[i];
            }
            return hash;
        }
    }
}
