// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.kernel.host.ColdState;
import dev.millrace.kernel.host.StateWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * State as objects on the heap, and behind them the changelog, with or without RocksDB in between. What changed is written once per
 * commit, before it and in its transaction.
 *
 * <p><b>Heap only.</b> The changelog is the only other copy; a start reads it into the heap. Pieces stay bytes until {@link #open} is
 * called, so a standby holds bytes and an active task objects.
 *
 * <p><b>Over RocksDB.</b> All pieces are in RocksDB too, and the heap holds some keys only: the task drops the others with {@link
 * #put} and fetches them with {@link #get}. Restoring, offsets and what to do after a crash are RocksDB's own: under exactly once
 * an unclean end wipes it, and the changelog is read again. What a task evicts before its commit is in the same transaction as
 * the rest.
 *
 * <p>All use of Kafka Streams' internal packages is in this class, and {@code KafkaHeapStoreContractTest} says what we rely on:
 * only {@link CachedStateStore#flushCache} is called before every commit, on revocation and on close ({@code StateStore.commit}
 * comes after the commit, {@code flush} never), and only {@code logChange} writes to the changelog.
 */
final class KafkaHeapStore implements StateStore, CachedStateStore<byte[], byte[]>, ColdState {
    private final String name;
    private final HeapState.Factory states;
    /** Null: heap only. */
    private final KeyValueStore<Bytes, byte[]> rocksDb;

    private InternalProcessorContext<?, ?> context;
    private boolean isOpen;
    /** Heap only: pieces as they were read from the changelog; empty once {@link #state} is there. */
    private Map<Bytes, byte[]> pieces = new HashMap<>();

    private HeapState state;
    private Runnable beforeFlush = () -> {};
    private volatile long flushedBytes;

    private KafkaHeapStore(String name, HeapState.Factory states, KeyValueStore<Bytes, byte[]> rocksDb) {
        this.name = name;
        this.states = states;
        this.rocksDb = rocksDb;
    }

    /** Builder for a topology: all state on the heap. The changelog is compacted and has the given further settings. */
    static StoreBuilder<KafkaHeapStore> builder(String name, HeapState.Factory states) {
        return new Builder(name, states, false);
    }

    /** As {@link #builder}, with state that is not needed at the moment in RocksDB. */
    static StoreBuilder<KafkaHeapStore> overRocksDb(String name, HeapState.Factory states) {
        return new Builder(name, states, true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext storeContext, StateStore root) {
        context = (InternalProcessorContext<?, ?>) storeContext;
        if (rocksDb != null) {
            // Registers itself under our name and restores without us.
            rocksDb.init(storeContext, root);
            return;
        }
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

    /** The objects, when an active task begins or goes on: what was suspended was flushed before. */
    HeapState open() {
        if (rocksDb != null) {
            // RocksDB may have gone on without the objects that are here.
            HeapState made = states.make(context.taskId().partition(), this);
            state = made;
            made.open();
        } else if (state == null) {
            HeapState made = states.make(context.taskId().partition(), null);
            pieces.forEach((key, value) -> made.load(key.get(), value));
            made.loaded();
            pieces = new HashMap<>();
            state = made;
        }
        return state;
    }

    /** @param action run before each flush that Streams asks for */
    void beforeFlush(Runnable action) {
        beforeFlush = action;
    }

    /** Called by Streams before every commit. */
    @Override
    public void flushCache() {
        if (state != null) {
            beforeFlush.run();
        }
        flushChanges();
    }

    /** Writes what changed to the changelog, for the commit that is under way; nothing for a standby. On the thread of the task. */
    void flushChanges() {
        if (state == null) {
            return;
        }
        if (rocksDb == null) {
            state.saveChanges(this::log);
            return;
        }
        List<KeyValue<Bytes, byte[]>> changes = new ArrayList<>();
        state.saveChanges((key, value) -> {
            log(key, value);
            changes.add(KeyValue.pair(Bytes.wrap(key), value));
        });
        rocksDb.putAll(changes);
    }

    private void log(byte[] key, byte[] value) {
        long timestampMs = Math.max(0, context.currentSystemTimeMs());
        flushedBytes += key.length + (value == null ? 0 : value.length);
        context.logChange(name, Bytes.wrap(key), value, timestampMs, null, Position.emptyPosition());
    }

    /** A change of a key that leaves the heap before the commit. */
    @Override
    public void put(byte[] key, byte[] value) {
        log(key, value);
        rocksDb.put(Bytes.wrap(key), value);
    }

    @Override
    public byte[] get(byte[] key) {
        return rocksDb.get(Bytes.wrap(key));
    }

    @Override
    public void readAll(StateWriter reader) {
        try (KeyValueIterator<Bytes, byte[]> found = rocksDb.all()) {
            while (found.hasNext()) {
                KeyValue<Bytes, byte[]> piece = found.next();
                reader.put(piece.key.get(), piece.value);
            }
        }
    }

    /** Bytes of keys and values that were written to the changelog since this object was made; from any thread. */
    long flushedBytes() {
        return flushedBytes;
    }

    /**
     * Called by Streams when a standby becomes active or an active task a standby, after a flush. No restore follows, so heap-only
     * pieces must be kept: they are the only copy.
     */
    @Override
    public void clearCache() {
        if (state == null) {
            return;
        }
        if (rocksDb == null) {
            state.saveAll((key, value) -> pieces.put(Bytes.wrap(key), value));
        }
        state = null;
    }

    /** Forgets everything on the heap. The same object is opened again after a corrupted task was closed. */
    @Override
    public void close() {
        isOpen = false;
        state = null;
        pieces = new HashMap<>();
        if (rocksDb != null) {
            rocksDb.close();
        }
    }

    @Override
    public boolean isOpen() {
        return rocksDb == null ? isOpen : rocksDb.isOpen();
    }

    /**
     * True, although heap-only state is not on disk: only then does Streams keep its process id, and with it the transactional id, in
     * the state folder, so that the transaction of a killed process is ended by the next start and not by its timeout.
     */
    @Override
    public boolean persistent() {
        return true;
    }

    /** With no committed offset ever, every heap-only start reads the whole changelog. */
    @Override
    @SuppressWarnings("deprecation")
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public Long committedOffset(TopicPartition partition) {
        return rocksDb == null ? null : rocksDb.committedOffset(partition);
    }

    /** Comes after Kafka's commit; everything was written before it by {@link #flushCache}. */
    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        if (rocksDb != null) {
            rocksDb.commit(changelogOffsets);
        }
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
        return false;
    }

    private static final class Builder implements StoreBuilder<KafkaHeapStore> {
        private final String name;
        private final HeapState.Factory states;
        private final boolean isOverRocksDb;
        private Map<String, String> logConfig = Map.of();

        Builder(String name, HeapState.Factory states, boolean isOverRocksDb) {
            this.name = name;
            this.states = states;
            this.isOverRocksDb = isOverRocksDb;
        }

        @Override
        public KafkaHeapStore build() {
            return new KafkaHeapStore(
                    name,
                    states,
                    isOverRocksDb ? Stores.persistentKeyValueStore(name).get() : null);
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
