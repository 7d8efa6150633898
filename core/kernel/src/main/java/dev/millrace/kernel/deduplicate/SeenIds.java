// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.deduplicate;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Identifiers in buckets of an eighth of the horizon, so that old ones go together. */
final class SeenIds {
    private final long bucketMs;
    private final int idsMax;
    private final TreeMap<Long, Set<Object>> buckets = new TreeMap<>();
    private final Set<Integer> changedParts = new HashSet<>();
    private int size;

    /** Parts that buckets are saved in; the buckets of a horizon and their neighbours have one each. */
    static final int PARTS = 16;

    SeenIds(long horizonMs, int idsMax) {
        this.bucketMs = Math.max(1, horizonMs / 8);
        this.idsMax = idsMax;
    }

    int size() {
        return size;
    }

    boolean contains(Object id) {
        for (Set<Object> bucket : buckets.values()) {
            if (bucket.contains(id)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds an identifier that is not there.
     *
     * @return how many identifiers the limit made it forget
     */
    long add(Object id, long timeMs) {
        long forgotten = size >= idsMax ? remove(buckets.firstEntry()) : 0;
        long bucket = Math.floorDiv(timeMs, bucketMs);
        buckets.computeIfAbsent(bucket, b -> new HashSet<>()).add(id);
        changedParts.add(partOf(bucket));
        size++;
        return forgotten;
    }

    private long remove(Map.Entry<Long, Set<Object>> bucket) {
        buckets.remove(bucket.getKey());
        changedParts.add(partOf(bucket.getKey()));
        size -= bucket.getValue().size();
        return bucket.getValue().size();
    }

    /** Forgets the buckets that end before a time. */
    void dropBefore(long timeMs) {
        while (!buckets.isEmpty() && (buckets.firstKey() + 1) * bucketMs <= timeMs) {
            remove(buckets.firstEntry());
        }
    }

    void clear() {
        buckets.keySet().forEach(bucket -> changedParts.add(partOf(bucket)));
        buckets.clear();
        size = 0;
    }

    /** Part of a bucket, from 1. */
    private static int partOf(long bucket) {
        return 1 + (int) Math.floorMod(bucket, (long) PARTS);
    }

    boolean isChanged(int part) {
        return changedParts.contains(part);
    }

    void saved() {
        changedParts.clear();
    }

    boolean hasPart(int part) {
        return buckets.keySet().stream().anyMatch(bucket -> partOf(bucket) == part);
    }

    void write(int part, ByteWriter out, BiConsumer<Object, ByteWriter> codec) {
        for (Map.Entry<Long, Set<Object>> bucket : buckets.entrySet()) {
            if (partOf(bucket.getKey()) == part) {
                out.writeBoolean(true);
                out.writeVarLong(bucket.getKey());
                out.writeVarInt(bucket.getValue().size());
                bucket.getValue().forEach(id -> codec.accept(id, out));
            }
        }
        out.writeBoolean(false);
    }

    void read(ByteReader in, Function<ByteReader, Object> codec) {
        while (in.readBoolean()) {
            long bucket = in.readVarLong();
            Set<Object> ids = new HashSet<>();
            for (int left = in.readVarInt(); left > 0; left--) {
                ids.add(codec.apply(in));
            }
            size += ids.size();
            buckets.put(bucket, ids);
        }
    }
}
