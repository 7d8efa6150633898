// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Transform;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Lookup;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;
import dev.millrace.model.UnansweredException;
import dev.millrace.plan.LookupJoin;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of a stream with the rows that a table outside has for their keys. What is asked and what answers is the host's affair; given
 * the same answers this gives the same results.
 *
 * <p>A host that has several rows at hand calls {@link #expect} for each, {@link #fetch} once, processes them and ends with {@link
 * #forget}: their keys are asked for in one question. A row that was not expected is asked for alone. Rows whose question was not
 * answered go to the ledger as UNANSWERED, and their key is not asked for again in the same batch.
 *
 * <p>Memory: the answers of one batch. One thread.
 */
public final class LookupJoinTransform implements Transform {
    private final String table;
    private final Lookup lookup;
    private final int[] keyColumns;
    private final RowCodec codec;
    private final ByteWriter writer = new ByteWriter();
    private final Enrichment enrichment;
    /** Answers of this batch by key. */
    private final Map<ByteBuffer, Answer> answers = new HashMap<>();

    private final Map<ByteBuffer, Row> expected = new HashMap<>();
    private boolean isInBatch;

    /**
     * What came back for a key.
     *
     * @param failure null when there are rows, or none
     */
    private record Answer(List<Row> rows, String failure) {}

    public LookupJoinTransform(LookupJoin plan, FunctionCatalog functions, Lookup lookup) {
        table = plan.table().name();
        this.lookup = lookup;
        keyColumns = plan.keys().stream().mapToInt(LookupJoin.Key::column).toArray();
        List<Column> columns = new ArrayList<>();
        for (int column : keyColumns) {
            columns.add(plan.input().schema().column(column));
        }
        codec = new RowCodec(new Schema(columns));
        enrichment = new Enrichment(plan, functions);
    }

    /** Notes the key of a row that will come in this batch. The row itself is neither kept nor changed. */
    public void expect(Row row) {
        isInBatch = true;
        if (!hasNullKey(row)) {
            Row key = key(row);
            ByteBuffer bytes = bytes(key);
            if (!answers.containsKey(bytes)) {
                expected.put(bytes, key);
            }
        }
    }

    /** Asks for all keys that are expected; returns when they are answered or given up. */
    public void fetch() {
        if (!expected.isEmpty()) {
            ask(List.copyOf(expected.keySet()), List.copyOf(expected.values()));
            expected.clear();
        }
    }

    /** Ends the batch. */
    public void forget() {
        isInBatch = false;
        answers.clear();
    }

    @Override
    public void process(Row row, Collector out) {
        if (hasNullKey(row)) {
            enrichment.emit(row, List.of(), out);
            return;
        }
        Answer answer = answer(key(row));
        if (answer.failure() != null) {
            out.reject(row, LedgerReason.UNANSWERED, answer.failure());
        } else {
            enrichment.emit(row, answer.rows(), out);
        }
    }

    private Answer answer(Row key) {
        ByteBuffer bytes = bytes(key);
        Answer known = answers.get(bytes);
        if (known != null) {
            return known;
        }
        ask(List.of(bytes), List.of(key));
        return isInBatch ? answers.get(bytes) : answers.remove(bytes);
    }

    private void ask(List<ByteBuffer> bytes, List<Row> keys) {
        try {
            List<List<Row>> found = lookup.find(keys);
            for (int i = 0; i < bytes.size(); i++) {
                answers.put(bytes.get(i), new Answer(found.get(i), null));
            }
        } catch (UnansweredException e) {
            Answer none = new Answer(List.of(), "table \"" + table + "\" did not answer: " + e.getMessage());
            bytes.forEach(key -> answers.put(key, none));
        }
    }

    private boolean hasNullKey(Row row) {
        for (int column : keyColumns) {
            if (row.isNull(column)) {
                return true;
            }
        }
        return false;
    }

    private Row key(Row row) {
        Row key = new Row(keyColumns.length);
        for (int i = 0; i < keyColumns.length; i++) {
            key.setFrom(i, row, keyColumns[i]);
        }
        return key;
    }

    private ByteBuffer bytes(Row key) {
        codec.write(key, writer.reset());
        return ByteBuffer.wrap(writer.toBytes());
    }
}
