// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.webhook;

import dev.millrace.connect.Format;
import dev.millrace.connect.RowIdentity;
import dev.millrace.connect.Sink;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Sends rows in order; up to eight at once when they are different results. {@link #flush} waits for all answers. */
final class WebhookSink implements Sink {
    private static final int QUEUE_ROWS = 1000;
    private static final int IN_FLIGHT_ROWS = 8;

    private final String table;
    private final RowIdentity identity;
    private final Format.Writer writer;
    private final Receiver receiver;
    private final Deque<Letter> queue = new ArrayDeque<>();
    private final ByteWriter body = new ByteWriter();

    WebhookSink(String table, RowIdentity identity, Format.Writer writer, Receiver receiver) {
        this.table = table;
        this.identity = identity;
        this.writer = writer;
        this.receiver = receiver;
    }

    @Override
    public void write(Row row) {
        if (row.kind() == RowKind.UPDATE_BEFORE) {
            return;
        }
        if (queue.size() == QUEUE_ROWS) {
            flush();
        }
        writer.write(row, body.reset());
        String id = identity.of(row);
        String key = table + "/" + id + "/" + row.revision() + (row.kind() == RowKind.DELETE ? "-D" : "");
        queue.add(new Letter(id, key, row.kind().symbol(), body.toBytes()));
    }

    @Override
    public void flush() {
        while (!queue.isEmpty()) {
            List<Future<Void>> sent = new ArrayList<>();
            Set<String> identities = new HashSet<>();
            while (!queue.isEmpty()
                    && sent.size() < IN_FLIGHT_ROWS
                    && identities.add(queue.peek().identity())) {
                sent.add(receiver.deliver(queue.poll()));
            }
            await(Future.join(sent));
        }
    }

    /** An interrupt ends the waiting: the caller stops, and repeats these rows from its last position. */
    private static void await(Future<?> answers) {
        try {
            answers.toCompletionStage().toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a receiver", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("deliveries never fail, they end as dead letters", e);
        }
    }

    @Override
    public Map<String, Long> counters() {
        return Map.of("retries", receiver.retries(), "dead_letters", receiver.deadLetters());
    }

    @Override
    public void close() {
        receiver.close();
    }
}
