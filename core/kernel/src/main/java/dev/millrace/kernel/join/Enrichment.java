// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Scan;
import java.util.ArrayList;
import java.util.List;

/**
 * Results of a stream row and the rows that a table outside has for it. One of them gives a result with the position of the stream row;
 * several give results with positions of their own, mixed from the stream row's and their values, so that a repeated answer gives the
 * same. One thread.
 */
final class Enrichment {
    private static final int STREAM = 0;
    private static final long FNV_BASIS = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final boolean isOuter;
    private final PairCondition test;
    private final PairRows rows;
    private final RowCodec codec;
    private final ByteWriter writer = new ByteWriter();

    Enrichment(LookupJoin plan, FunctionCatalog functions) {
        isOuter = plan.isOuter();
        Scan table = new Scan("scan of " + plan.table().name(), plan.table());
        int left = plan.input().schema().size();
        int right = plan.table().table().schema().size();
        test = new PairCondition(plan.condition(), left, right, functions);
        rows = new PairRows(plan.input(), table, true, -1);
        codec = new RowCodec(plan.table().table().schema());
    }

    /** Gives the results of a stream row, with its kind and revision. */
    void emit(Row row, List<Row> found, Collector out) {
        List<Row> partners;
        try {
            partners = partners(row, found);
        } catch (ArithmeticException | IllegalArgumentException e) {
            out.reject(row, LedgerReason.OVERFLOW, String.valueOf(e.getMessage()));
            return;
        }
        if (partners.isEmpty() && isOuter) {
            emit(rows.alone(STREAM, row, row).copyOrigin(row), row, out);
        } else if (partners.size() == 1) {
            emit(rows.enriched(row, partners.get(0)), row, out);
        } else {
            partners.forEach(partner -> emit(several(row, partner), row, out));
        }
    }

    private List<Row> partners(Row row, List<Row> found) {
        if (found.isEmpty()) {
            return found;
        }
        List<Row> partners = new ArrayList<>();
        test.fix(STREAM, row);
        for (Row candidate : found) {
            if (test.accepts(candidate)) {
                partners.add(candidate);
            }
        }
        return partners;
    }

    /** FNV-1a (Fowler, Noll, Vo 1991) over the stream row's offset and the partner's values. */
    private Row several(Row row, Row partner) {
        writer.reset().writeLong(row.offset());
        codec.write(partner, writer);
        long hash = FNV_BASIS;
        for (int i = 0; i < writer.size(); i++) {
            hash = (hash ^ (writer.buffer()[i] & 0xFF)) * FNV_PRIME;
        }
        return rows.enriched(row, partner).withPosition(row.partition(), hash & Long.MAX_VALUE);
    }

    private static void emit(Row result, Row row, Collector out) {
        out.emit(result.withKind(row.kind()).withRevision(row.revision()));
    }
}
