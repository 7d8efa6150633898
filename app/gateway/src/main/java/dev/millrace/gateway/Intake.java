// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import dev.millrace.connect.Rejected;
import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.LedgerReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * The way into Kafka: sends readings and ledger entries, counts what is underway and how it ended, measures how long it took.
 * Thread-safe. Whoever sends asks {@link #isFull} first; it is a bound to be kept by not reading sockets, not by blocking.
 */
final class Intake implements AutoCloseable {
    /** Topic of what the doors refuse. */
    static final String LEDGER_TOPIC = "ledger.gateway";

    private static final int RECORD_OVERHEAD_BYTES = 100;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(1);
    private static final long DRAIN_STEP_NANOS = 5_000_000;

    private final Producer<byte[], byte[]> producer;
    private final GatewaySettings.Limits limits;
    private final LongConsumer storedMicros;
    private final LongAdder underwayBytes = new LongAdder();
    private final Histogram latency = new ConcurrentHistogram(TimeUnit.HOURS.toMicros(1), 2);

    private volatile boolean isClosing;

    /** How a record ended; called on the producer's thread, or at once. */
    interface Ending {
        void stored();

        void failed();
    }

    /** @param storedMicros gets the latency of each reading that Kafka has */
    Intake(GatewaySettings settings, LongConsumer storedMicros) {
        this.producer = new KafkaProducer<>(settings.producer());
        this.limits = settings.limits();
        this.storedMicros = storedMicros;
    }

    /** Fetches what the producer must know of the topics, so that the first reading does not wait for it. */
    void warmUp(List<String> topics) {
        topics.forEach(producer::partitionsFor);
    }

    /** Whether the bytes underway have reached their bound, or the doors are closing. */
    boolean isFull() {
        return isClosing || underwayBytes.sum() >= limits.underwayBytesMax();
    }

    /** Takes no more, and waits up to a second for what is underway, so that its acknowledgements still go out. */
    void drain() {
        isClosing = true;
        long deadline = System.nanoTime() + DRAIN_TIMEOUT.toNanos();
        while (underwayBytes.sum() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(DRAIN_STEP_NANOS);
        }
    }

    /** Sends a reading. A record that Kafka never takes because of its size goes to the ledger instead. */
    void send(Reading reading, Ending ending) {
        long startNanos = reading.arrivalNanos();
        TableCounters counters = reading.table().counters();
        transmit(reading.record(), new Outcome() {
            @Override
            public void stored() {
                counters.sent.increment();
                long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos);
                latency.recordValue(Math.min(micros, latency.getHighestTrackableValue()));
                storedMicros.accept(micros);
                ending.stored();
            }

            @Override
            public void failed(Exception error) {
                if (error instanceof RecordTooLargeException) {
                    Rejected rejected = new Rejected(LedgerReason.INVALID, error.getMessage(), -1);
                    enter(Refused.of(reading, rejected), ending);
                } else {
                    counters.failed.increment();
                    ending.failed();
                }
            }
        });
    }

    /** Puts what was refused into the ledger. */
    void enter(Refused refused, Ending ending) {
        byte[] raw = refused.raw();
        String detail = refused.rejected().detail();
        if (raw.length > limits.ledgerBytesMax()) {
            detail += " (the first " + limits.ledgerBytesMax() + " of " + raw.length + " bytes are kept)";
            raw = Arrays.copyOf(raw, limits.ledgerBytesMax());
        }
        LedgerReason reason = refused.rejected().reason();
        LedgerEntry entry = new LedgerEntry(
                System.currentTimeMillis(),
                "",
                refused.table(),
                refused.device(),
                reason,
                detail,
                raw,
                "",
                -1,
                -1,
                false);
        transmit(LedgerRecords.encode(LEDGER_TOPIC, entry), new Outcome() {
            @Override
            public void stored() {
                refused.counters().ledger(reason).increment();
                ending.stored();
            }

            @Override
            public void failed(Exception error) {
                refused.counters().failed.increment();
                ending.failed();
            }
        });
    }

    private void transmit(ProducerRecord<byte[], byte[]> record, Outcome outcome) {
        long bytes = RECORD_OVERHEAD_BYTES + record.value().length + (record.key() == null ? 0L : record.key().length);
        underwayBytes.add(bytes);
        try {
            producer.send(record, (metadata, error) -> {
                underwayBytes.add(-bytes);
                if (error == null) {
                    outcome.stored();
                } else {
                    outcome.failed(error);
                }
            });
        } catch (RuntimeException e) {
            // Closed or interrupted: the callback is not called then.
            underwayBytes.add(-bytes);
            outcome.failed(e);
        }
    }

    private interface Outcome {
        void stored();

        void failed(Exception error);
    }

    long underwayBytes() {
        return underwayBytes.sum();
    }

    GatewayStats.Latency latency() {
        Histogram now = latency.copy();
        if (now.getTotalCount() == 0) {
            return new GatewayStats.Latency(0, 0, 0, 0, 0);
        }
        return new GatewayStats.Latency(
                now.getTotalCount(),
                now.getValueAtPercentile(50),
                now.getValueAtPercentile(95),
                now.getValueAtPercentile(99),
                now.getMaxValue());
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    /**
     * A reading on its way.
     *
     * @param device empty when nobody can tell
     */
    record Reading(TableDoor table, ProducerRecord<byte[], byte[]> record, String device, long arrivalNanos) {}

    /**
     * What was refused.
     *
     * @param table empty when no table takes it
     * @param raw bytes as they came
     */
    record Refused(String table, TableCounters counters, String device, Rejected rejected, byte[] raw) {
        static Refused of(Reading reading, Rejected rejected) {
            return new Refused(
                    reading.table.door().name(),
                    reading.table.counters(),
                    reading.device,
                    rejected,
                    reading.record.value());
        }
    }
}
