// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * State as objects on the heap, with the changelog as their only other copy. What changed is written once per commit, before
 * it and in its transaction; a start reads the changelog into the heap.
 *
 * <p>All use of Kafka Streams' internal packages is in this class, and {@code KafkaHeapStoreContractTest} says what we rely on:
 * only {@link CachedStateStore#flushCache} is called before every commit, on revocation and on close ({@code StateStore.commit}
 * comes after the commit, {@code flush} never), and only {@code logChange} writes to the changelog.
 *
 * <p>Pieces stay bytes until {@link #state} is asked for, so a standby holds bytes and an active task objects.
 */
final class KafkaHeapStore implements StateStore, CachedStateStore<byte[], byte[]> {
    private final String name;
    private final IntFunction<? extends HeapState> states;

    private InternalProcessorContext<?, ?> context;
    private boolean isOpen;
    /** Pieces as they were read from the changelog; empty once {@link #state} is there. */
    private Map<Bytes, byte[]> pieces = new HashMap<>();

    private HeapState state;
    private volatile long flushedBytes;

    KafkaHeapStore(String name, IntFunction<? extends HeapState> states) {
        this.name = name;
        this.states = states;
    }

    /** Builder for a topology: the changelog is compacted and has the given further settings. */
    static StoreBuilder<KafkaHeapStore> builder(String name, IntFunction<? extends HeapState> states) {
        return new Builder(name, states);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext storeContext, StateStore root) {
        context = (InternalProcessorContext<?, ?>) storeContext;
        storeContext.register(
                root, (BatchingStateRestoreCallback) records -> records.forEach(r -> restore(r.key, r.value)));
        isOpen = true;
    }

    private void restore(byte[] key, byte[] value) {
        // A task that was suspended and taken up again has its objects still; the changelog goes on from them.
        clearCache();
        if (value == null) {
            pieces.remove(Bytes.wrap(key));
        } else {
            pieces.put(Bytes.wrap(key), value);
        }
    }

    /** The objects, made from the pieces at the first call. Not for a standby. */
    HeapState state() {
        if (state == null) {
            HeapState made = states.apply(context.taskId().partition());
            pieces.forEach((key, value) -> made.load(key.get(), value));
            made.loaded();
            pieces = new HashMap<>();
            state = made;
        }
        return state;
    }

    /** Called by Streams before every commit. */
    @Override
    public void flushCache() {
        if (state == null) {
            return;
        }
        long timestampMs = Math.max(0, context.currentSystemTimeMs());
        state.saveChanges((key, value) -> {
            flushedBytes += key.length + (value == null ? 0 : value.length);
            context.logChange(name, Bytes.wrap(key), value, timestampMs, null, Position.emptyPosition());
        });
    }

    /** Bytes of keys and values that were written to the changelog since this object was made; from any thread. */
    long flushedBytes() {
        return flushedBytes;
    }

    /**
     * Called by Streams when a standby becomes active or an active task a standby, after a flush. No restore follows, so the
     * pieces must be kept: they are the only copy.
     */
    @Override
    public void clearCache() {
        if (state == null) {
            return;
        }
        state.saveAll((key, value) -> pieces.put(Bytes.wrap(key), value));
        state = null;
    }

    /** Forgets everything. The same object is opened again after a corrupted task was closed. */
    @Override
    public void close() {
        isOpen = false;
        state = null;
        pieces = new HashMap<>();
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    /**
     * True, although nothing is on disk: only then does Streams keep its process id, and with it the transactional id, in the state
     * folder, so that the transaction of a killed process is ended by the next start and not by its timeout.
     */
    @Override
    public boolean persistent() {
        return true;
    }

    /** With no committed offset ever, every start reads the whole changelog. */
    @Override
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public Long committedOffset(TopicPartition partition) {
        return null;
    }

    /** Comes after Kafka's commit; everything was written before it by {@link #flushCache}. */
    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        // Nothing is kept outside the heap.
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
        return false;
    }

    private static final class Builder implements StoreBuilder<KafkaHeapStore> {
        private final String name;
        private final IntFunction<? extends HeapState> states;
        private Map<String, String> logConfig = Map.of();

        Builder(String name, IntFunction<? extends HeapState> states) {
            this.name = name;
            this.states = states;
        }

        @Override
        public KafkaHeapStore build() {
            return new KafkaHeapStore(name, states);
        }

        @Override
        public StoreBuilder<KafkaHeapStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<KafkaHeapStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<KafkaHeapStore> withLoggingEnabled(Map<String, String> config) {
            logConfig = Collections.unmodifiableMap(new HashMap<>(config));
            return this;
        }

        @Override
        public StoreBuilder<KafkaHeapStore> withLoggingDisabled() {
            throw new IllegalStateException("the changelog is the only copy of store " + name);
        }

        @Override
        public Map<String, String> logConfig() {
            return logConfig;
        }

        @Override
        public boolean loggingEnabled() {
            return true;
        }

        @Override
        public String name() {
            return name;
        }
    }
}
