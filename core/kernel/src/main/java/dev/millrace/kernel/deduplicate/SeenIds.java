// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.deduplicate;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Identifiers in buckets of an eighth of the horizon, so that old ones go together. A bucket is saved in chunks of 16 in the order of
 * arrival, so a new identifier costs one chunk a save, however many the bucket holds.
 */
final class SeenIds {
    private static final int IDS_A_CHUNK = 16;
    /** The buckets of a horizon and their neighbours have a slot each; buckets far apart may share one. */
    private static final int SLOTS = 16;

    private final long bucketMs;
    private final int idsMax;
    private final TreeMap<Long, Bucket> buckets = new TreeMap<>();
    private final TreeSet<Integer> changedParts = new TreeSet<>();
    private int size;

    private static final class Bucket {
        private final Set<Object> ids = new HashSet<>();
        /** All but the last are full. */
        private final List<List<Object>> chunks = new ArrayList<>();

        /** Adds an identifier and gives the number of its chunk. */
        int add(Object id) {
            ids.add(id);
            if (chunks.isEmpty() || chunks.get(chunks.size() - 1).size() == IDS_A_CHUNK) {
                chunks.add(new ArrayList<>(IDS_A_CHUNK));
            }
            chunks.get(chunks.size() - 1).add(id);
            return chunks.size() - 1;
        }
    }

    SeenIds(long horizonMs, int idsMax) {
        this.bucketMs = Math.max(1, horizonMs / 8);
        this.idsMax = idsMax;
    }

    int size() {
        return size;
    }

    boolean contains(Object id) {
        for (Bucket bucket : buckets.values()) {
            if (bucket.ids.contains(id)) {
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
        int chunk = buckets.computeIfAbsent(bucket, b -> new Bucket()).add(id);
        changedParts.add(partOf(bucket, chunk));
        size++;
        return forgotten;
    }

    private long remove(Map.Entry<Long, Bucket> bucket) {
        buckets.remove(bucket.getKey());
        markChanged(bucket.getKey(), bucket.getValue());
        size -= bucket.getValue().ids.size();
        return bucket.getValue().ids.size();
    }

    private void markChanged(long number, Bucket bucket) {
        for (int chunk = 0; chunk < bucket.chunks.size(); chunk++) {
            changedParts.add(partOf(number, chunk));
        }
    }

    /** Forgets the buckets that end before a time. */
    void dropBefore(long timeMs) {
        while (!buckets.isEmpty() && (buckets.firstKey() + 1) * bucketMs <= timeMs) {
            remove(buckets.firstEntry());
        }
    }

    void clear() {
        buckets.forEach(this::markChanged);
        buckets.clear();
        size = 0;
    }

    /** Part of a chunk of a bucket, from 1. */
    private static int partOf(long bucket, int chunk) {
        return 1 + (int) Math.floorMod(bucket, (long) SLOTS) + SLOTS * chunk;
    }

    /** Parts that are to be saved or, when they hold nothing any more, deleted. */
    Set<Integer> partsToSave(boolean isAll) {
        if (isAll) {
            buckets.forEach(this::markChanged);
        }
        return changedParts;
    }

    void saved() {
        changedParts.clear();
    }

    boolean hasPart(int part) {
        return buckets.entrySet().stream().anyMatch(bucket -> hasPart(bucket, part));
    }

    private static boolean hasPart(Map.Entry<Long, Bucket> bucket, int part) {
        int chunk = (part - 1) / SLOTS;
        return chunk < bucket.getValue().chunks.size() && partOf(bucket.getKey(), chunk) == part;
    }

    void write(int part, ByteWriter out, BiConsumer<Object, ByteWriter> codec) {
        for (Map.Entry<Long, Bucket> bucket : buckets.entrySet()) {
            if (hasPart(bucket, part)) {
                List<Object> chunk = bucket.getValue().chunks.get((part - 1) / SLOTS);
                out.writeBoolean(true);
                out.writeVarLong(bucket.getKey());
                out.writeVarInt(chunk.size());
                chunk.forEach(id -> codec.accept(id, out));
            }
        }
        out.writeBoolean(false);
    }

    /**
     * Reads a part. Parts come in any order.
     *
     * @param isWhole whether the part holds whole buckets, as the first version wrote them
     */
    void read(ByteReader in, int part, boolean isWhole, Function<ByteReader, Object> codec) {
        while (in.readBoolean()) {
            long number = in.readVarLong();
            Bucket bucket = buckets.computeIfAbsent(number, b -> new Bucket());
            int chunk = isWhole ? 0 : (part - 1) / SLOTS;
            while (bucket.chunks.size() <= chunk) {
                bucket.chunks.add(new ArrayList<>(IDS_A_CHUNK));
            }
            for (int left = in.readVarInt(); left > 0; left--) {
                Object id = codec.apply(in);
                bucket.ids.add(id);
                bucket.chunks.get(chunk).add(id);
                size++;
            }
            if (isWhole) {
                split(number, bucket);
            }
        }
    }

    /** Into chunks, all of which are to be saved. */
    private void split(long number, Bucket bucket) {
        List<Object> all = bucket.chunks.get(0);
        bucket.chunks.clear();
        bucket.ids.clear();
        all.forEach(bucket::add);
        markChanged(number, bucket);
    }
}
