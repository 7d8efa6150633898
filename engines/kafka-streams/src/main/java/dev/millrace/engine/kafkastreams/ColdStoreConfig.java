// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds what all RocksDB stores of this process take of memory outside the heap: 96 MiB together, where Streams' default is 98 MiB for
 * each store, and there is one for each task and partition. Made by Kafka Streams; thread-safe.
 */
public final class ColdStoreConfig implements RocksDBConfigSetter {
    private static final long TOTAL_BYTES = 96L << 20;
    private static final long WRITE_BYTES = 32L << 20;
    private static final long WRITE_BYTES_A_STORE = 4L << 20;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Memory.CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setWriteBufferManager(Memory.WRITES);
        options.setWriteBufferSize(WRITE_BYTES_A_STORE);
    }

    /** The cache belongs to all stores and stays. */
    @Override
    public void close(String storeName, Options options) {
        // Nothing is of this store alone.
    }

    /** Native code is loaded when the first store is opened. */
    private static final class Memory {
        static final Cache CACHE = new LRUCache(TOTAL_BYTES);
        static final WriteBufferManager WRITES = new WriteBufferManager(WRITE_BYTES, CACHE);
    }
}
