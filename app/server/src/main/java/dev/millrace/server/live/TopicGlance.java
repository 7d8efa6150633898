// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.live;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.model.Column;
import dev.millrace.model.MillraceException;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.TableDefinition;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the newest records of the tables' topics a few times a second, and reads the ledger topics as they grow. Looking
 * costs the same whatever the traffic: the records between two looks are skipped.
 */
public final class TopicGlance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicGlance.class);
    private static final long LOOK_EVERY_MS = 500;
    private static final long RETRY_MS = 2000;
    private static final int RECORDS_A_LOOK = 400;
    private static final long STOP_MS = 2000;

    private final LiveState state;
    private final ClientSettings client;
    private final List<GlanceTable> tables;
    private final List<String> ledgerTopics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    /** Next offset of each ledger partition; only the ledger's thread uses it. */
    private final Map<TopicPartition, Long> ledgerPositions = new HashMap<>();

    /** A table whose topic is looked at, with the columns that make a line of values. */
    private record GlanceTable(
            String name, String topic, List<String> nameColumns, String timeColumn, String valueColumn) {
        /** Name of what a reading belongs to: its text columns, or its key when there are none. */
        String device(JsonObject row, byte[] key) {
            String names = nameColumns.stream()
                    .map(row::getValue)
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .collect(Collectors.joining("/"));
            return names.isEmpty() && key != null ? new String(key, StandardCharsets.UTF_8) : names;
        }
    }

    public TopicGlance(
            LiveState state, ClientSettings client, List<TableDefinition> tables, List<String> ledgerTopics) {
        this.state = state;
        this.client = client;
        this.tables = tables.stream().map(TopicGlance::glance).toList();
        this.ledgerTopics = List.copyOf(ledgerTopics);
    }

    private static GlanceTable glance(TableDefinition table) {
        String time = table.time().map(t -> table.schema().name(t.column())).orElse("");
        Optional<String> value = table.table().schema().columns().stream()
                .filter(c -> c.type().kind().isNumeric() && !c.name().equals(time))
                .map(c -> c.name())
                .max((a, b) -> Boolean.compare(a.equals("value"), b.equals("value")));
        List<String> names = table.table().schema().columns().stream()
                .filter(c -> c.type().kind() == TypeKind.STRING)
                .map(Column::name)
                .toList();
        return new GlanceTable(table.name(), table.topic(), names, time, value.orElse(""));
    }

    public TopicGlance start() {
        start("glance-readings", this::lookAtReadings);
        start("glance-ledger", this::readLedger);
        return this;
    }

    private void start(String name, Work work) {
        Thread thread = new Thread(() -> repeat(name, work), name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private interface Work {
        void run(KafkaConsumer<byte[], byte[]> reader) throws InterruptedException;
    }

    private void repeat(String name, Work work) {
        while (stopping.getCount() > 0) {
            Map<String, Object> settings = new HashMap<>(client.consumer(""));
            settings.put("max.partition.fetch.bytes", "131072");
            settings.put("max.poll.records", "5000");
            try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(settings)) {
                work.run(reader);
            } catch (KafkaException e) {
                LOG.debug("glance failed name={} again_in_ms={}", name, RETRY_MS, e);
                await(RETRY_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean await(long ms) {
        try {
            return stopping.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void lookAtReadings(KafkaConsumer<byte[], byte[]> reader) {
        Map<String, Long> before = new HashMap<>();
        long beforeNanos = System.nanoTime();
        while (!await(LOOK_EVERY_MS)) {
            long now = System.nanoTime();
            for (GlanceTable table : tables) {
                look(reader, table, before, (now - beforeNanos) / 1e9);
            }
            beforeNanos = now;
        }
    }

    private void look(
            KafkaConsumer<byte[], byte[]> reader, GlanceTable table, Map<String, Long> before, double seconds) {
        List<TopicPartition> partitions = partitions(reader, table.topic());
        reader.assign(partitions);
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        long records = ends.values().stream().mapToLong(Long::longValue).sum();
        Long last = before.put(table.name(), records);
        state.readings().records(table.name(), records, last == null ? 0 : (records - last) / seconds);
        if (last != null && last == records) {
            return;
        }
        ends.forEach((partition, end) -> reader.seek(partition, Math.max(0, end - RECORDS_A_LOOK)));
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        int polls = 0;
        while (found.size() < RECORDS_A_LOOK && polls++ < partitions.size()) {
            reader.poll(Duration.ofMillis(100)).forEach(found::add);
        }
        show(table, found);
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> reader, String topic) {
        return reader.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
    }

    private void show(GlanceTable table, List<ConsumerRecord<byte[], byte[]>> found) {
        found.sort((a, b) -> Long.compare(a.timestamp(), b.timestamp()));
        List<JsonObject> newest = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            JsonObject row = parse(found.get(i).value());
            if (row != null) {
                addValue(table, row, found.get(i));
                if (i >= found.size() - ReadingBook.DEVICES_MAX) {
                    newest.add(row);
                }
            }
        }
        Collections.reverse(newest);
        state.readings().newest(table.name(), newest);
    }

    private void addValue(GlanceTable table, JsonObject row, ConsumerRecord<byte[], byte[]> record) {
        String device = table.device(row, record.key());
        if (row.getValue(table.valueColumn()) instanceof Number value
                && state.readings().wants(table.name(), device)) {
            Object time = row.getValue(table.timeColumn());
            long timeMs = time instanceof Number number ? number.longValue() : record.timestamp();
            state.readings().value(table.name(), device, timeMs, value.doubleValue());
        }
    }

    private static JsonObject parse(byte[] value) {
        try {
            return value == null ? null : new JsonObject(new String(value, StandardCharsets.UTF_8));
        } catch (DecodeException e) {
            return null;
        }
    }

    private void readLedger(KafkaConsumer<byte[], byte[]> reader) {
        List<TopicPartition> all = new ArrayList<>();
        ledgerTopics.forEach(topic -> all.addAll(partitions(reader, topic)));
        reader.assign(all);
        reader.seekToBeginning(all);
        ledgerPositions.forEach(reader::seek);
        while (stopping.getCount() > 0) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(LOOK_EVERY_MS))) {
                addEntry(record);
                ledgerPositions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            }
        }
    }

    private void addEntry(ConsumerRecord<byte[], byte[]> record) {
        try {
            state.ledger().add(LedgerRecords.decode(record.value()));
        } catch (MillraceException e) {
            LOG.debug("ledger topic holds something else topic={} offset={}", record.topic(), record.offset(), e);
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        for (Thread thread : threads) {
            try {
                thread.join(STOP_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
