// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.pipeline;

import dev.millrace.connect.Sink;
import dev.millrace.connect.kafka.ResultRecords;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the rows of one result topic to one sink, on a thread of its own. The position is committed after the sink stored
 * everything before it; a sink that fails is opened anew with growing waits and goes on from there, without touching others.
 */
public final class SinkWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkWorker.class);
    private static final Duration POLL = Duration.ofMillis(200);
    /** Each time is a transaction of the database and a commit of the position: ten a second took a twentieth of the demo. */
    private static final long FLUSH_EVERY_MS = 1000;

    private static final int FLUSH_ROWS = 20_000;
    private static final long RETRY_MS_MIN = 500;
    private static final long RETRY_MS_MAX = 30_000;
    private static final long STOP_MS = 500;
    private static final Duration COMMIT_WAIT = Duration.ofSeconds(15);

    private final SinkTask task;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile String state = "starting";
    private volatile String lastError = "";
    private volatile long lag = -1;
    private volatile Sink sink;

    public SinkWorker(SinkTask task) {
        this.task = task;
        thread = new Thread(this::run, "sink-" + task.name());
        thread.setDaemon(true);
    }

    public SinkWorker start() {
        thread.start();
        return this;
    }

    private void run() {
        long waitMs = RETRY_MS_MIN;
        while (!isStopping()) {
            long before = rows.get();
            try {
                carry();
            } catch (RuntimeException e) {
                waitMs = rows.get() > before ? RETRY_MS_MIN : Math.min(RETRY_MS_MAX, waitMs * 2);
                failed(e, waitMs);
                pause(waitMs);
            }
        }
        state = "stopped";
    }

    private void failed(RuntimeException e, long waitMs) {
        if (isStopping()) {
            return;
        }
        errors.incrementAndGet();
        state = "retrying";
        lastError = e instanceof MillraceException known ? known.getMessage() : String.valueOf(e);
        LOG.warn("sink failed name={} again_in_ms={} reason={}", task.name(), waitMs, lastError);
        LOG.debug("sink failed name={}", task.name(), e);
    }

    private void pause(long waitMs) {
        try {
            stopping.await(waitMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    private void carry() {
        try (Sink opened = task.openSink();
                KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(task.consumerSettings())) {
            sink = opened;
            List<TopicPartition> partitions = assign(reader);
            Map<TopicPartition, Long> firstNew = task.seek(reader, partitions);
            state = "running";
            loop(reader, opened, firstNew);
        }
    }

    private List<TopicPartition> assign(KafkaConsumer<byte[], byte[]> reader) {
        List<TopicPartition> partitions = new ArrayList<>();
        reader.partitionsFor(task.topic())
                .forEach(p -> partitions.add(new TopicPartition(task.topic(), p.partition())));
        reader.assign(partitions);
        return partitions;
    }

    private void loop(KafkaConsumer<byte[], byte[]> reader, Sink opened, Map<TopicPartition, Long> firstNew) {
        ResultRecords records = task.records();
        RecentRows recent = new RecentRows();
        long flushedAtMs = System.currentTimeMillis();
        int waiting = 0;
        while (!isStopping()) {
            ConsumerRecords<byte[], byte[]> batch = reader.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                boolean isKnown = record.offset()
                        < firstNew.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
                waiting += carry(records, record, opened, recent, isKnown) ? 1 : 0;
            }
            long now = System.currentTimeMillis();
            if (waiting > 0 && (task.isLive() || waiting >= FLUSH_ROWS || now - flushedAtMs >= FLUSH_EVERY_MS)) {
                flush(reader, opened);
                flushedAtMs = now;
                waiting = 0;
            }
            measureLag(reader);
        }
        if (waiting > 0) {
            flush(reader, opened);
        }
    }

    /** False when the record gave no row to the sink. */
    private boolean carry(
            ResultRecords records,
            ConsumerRecord<byte[], byte[]> record,
            Sink opened,
            RecentRows recent,
            boolean isKnown) {
        ResultRecords.Result result;
        try {
            result = records.decode(record);
        } catch (MillraceException e) {
            unreadable.incrementAndGet();
            lastError = e.getMessage();
            return false;
        }
        Row row = task.identified(result);
        if (task.isLive() && !recent.isNew(result.key(), row)) {
            repeats.incrementAndGet();
            return false;
        }
        if (isKnown) {
            return false;
        }
        opened.write(row);
        task.delivered(result.key(), row, result.processedMicros());
        rows.incrementAndGet();
        return true;
    }

    private void flush(KafkaConsumer<byte[], byte[]> reader, Sink opened) {
        opened.flush();
        if (!task.hasGroup()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        reader.assignment().forEach(p -> positions.put(p, new OffsetAndMetadata(reader.position(p))));
        reader.commitSync(positions, COMMIT_WAIT);
    }

    private void measureLag(KafkaConsumer<byte[], byte[]> reader) {
        lag = reader.assignment().stream()
                .mapToLong(p -> reader.currentLag(p).orElse(0))
                .sum();
    }

    /** What the worker did and how it is. */
    public SinkStatus status() {
        Sink current = sink;
        return new SinkStatus(
                task.output(),
                task.table().name(),
                task.table().connector(),
                state,
                rows.get(),
                lag,
                repeats.get(),
                unreadable.get(),
                errors.get(),
                lastError,
                current == null ? Map.of() : current.counters());
    }

    /** Tells it to stop after the batch at hand is stored. */
    public void stop() {
        stopping.countDown();
    }

    /** Stops and waits for it, a second at most. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(STOP_MS);
            if (thread.isAlive()) {
                // It waits for an outside system; what is not stored is carried again at the next start.
                thread.interrupt();
                thread.join(STOP_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
