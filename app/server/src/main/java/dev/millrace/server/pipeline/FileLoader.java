// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.pipeline;

import dev.millrace.connect.Rejected;
import dev.millrace.connect.Source;
import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.connect.kafka.ReadingRecords;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.plan.TableDefinition;
import dev.millrace.server.Connectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the rows of a source into the table's topic, for engines that read topics only. Its position is kept in a file and
 * written after Kafka acknowledged: after a kill the rows of the last batch are loaded again.
 */
public final class FileLoader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileLoader.class);
    private static final long WAIT_MS = 200;
    private static final long STOP_MS = 3000;

    private final TableDefinition table;
    private final Supplier<Source> opener;
    private final ClientSettings client;
    private final String ledgerTopic;
    private final Path positionFile;
    private final AtomicLong rows = new AtomicLong();
    private final Map<String, Long> refused = new ConcurrentSkipListMap<>();
    private final Thread thread;
    private volatile boolean isStopped;
    private volatile String state = "running";

    public FileLoader(
            TableDefinition table, Supplier<Source> opener, ClientSettings client, String ledgerTopic, Path folder) {
        this.table = table;
        this.opener = opener;
        this.client = client;
        this.ledgerTopic = ledgerTopic;
        positionFile = folder.resolve(table.name() + ".position");
        thread = new Thread(this::run, "load-" + table.name());
        thread.setDaemon(true);
    }

    public FileLoader start() {
        thread.start();
        return this;
    }

    private void run() {
        try (Source source = opener.get();
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client.producer())) {
            if (Files.exists(positionFile)) {
                source.seek(Files.readAllBytes(positionFile));
            }
            load(source, producer);
        } catch (MillraceException e) {
            state = "failed";
            LOG.error("load failed table={} reason={}", table.name(), e.render());
        } catch (IOException | KafkaException e) {
            state = "failed";
            LOG.error("load failed table={}", table.name(), e);
        }
    }

    private void load(Source source, KafkaProducer<byte[], byte[]> producer) throws IOException {
        Receiver receiver = new Receiver(producer);
        boolean hasMore = true;
        while (hasMore && !isStopped) {
            hasMore = source.poll(WAIT_MS, receiver);
            producer.flush();
            if (receiver.failure != null) {
                throw new KafkaException("a record was not stored", receiver.failure);
            }
            save(source.position());
        }
        state = hasMore ? "stopped" : "finished";
        LOG.info("load {} table={} rows={}", state, table.name(), rows.get());
    }

    private void save(byte[] position) throws IOException {
        Files.createDirectories(positionFile.getParent());
        Path part = positionFile.resolveSibling(positionFile.getFileName() + ".part");
        Files.write(part, position);
        Files.move(part, positionFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** {@code running}, {@code finished}, {@code failed} or {@code stopped}. */
    public String state() {
        return state;
    }

    public long rows() {
        return rows.get();
    }

    public String table() {
        return table.name();
    }

    /** Records that are in the ledger because they are no rows, by reason. */
    public SortedMap<String, Long> refused() {
        return new TreeMap<>(refused);
    }

    @Override
    public void close() {
        isStopped = true;
        try {
            thread.join(STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Receiver implements Source.Receiver {
        private final KafkaProducer<byte[], byte[]> producer;
        private final ReadingRecords records = new ReadingRecords(table.topic(), table.table(), Connectors.JSON);
        private volatile Exception failure;

        Receiver(KafkaProducer<byte[], byte[]> producer) {
            this.producer = producer;
        }

        @Override
        public void row(Row row) {
            row.withArrivalMicros(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
            producer.send(records.encode(row), (metadata, e) -> failure = e == null ? failure : e);
            rows.incrementAndGet();
        }

        @Override
        public void rejected(Rejected rejected, byte[] raw, long offset) {
            refused.merge(rejected.reason().name(), 1L, Long::sum);
            LedgerEntry entry = new LedgerEntry(
                    System.currentTimeMillis(),
                    "",
                    table.name(),
                    "",
                    rejected.reason(),
                    rejected.detail(),
                    raw,
                    "",
                    -1,
                    offset,
                    false);
            producer.send(LedgerRecords.encode(ledgerTopic, entry), (metadata, e) -> failure = e == null ? failure : e);
        }
    }
}
