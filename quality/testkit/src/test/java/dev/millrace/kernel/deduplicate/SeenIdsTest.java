// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.deduplicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SeenIdsTest {
    private static final long HORIZON_MS = 3_600_000;

    /** What a store holds. */
    private final TreeMap<Integer, byte[]> parts = new TreeMap<>();

    private long savedBytes;

    @Test
    void an_identifier_costs_one_chunk_a_save_however_many_there_are() {
        SeenIds ids = new SeenIds(HORIZON_MS, 100_000);
        long greatest = 0;
        for (int i = 0; i < 4500; i++) {
            ids.add("reading-" + i, i * 100L);
            save(ids);
            greatest = Math.max(greatest, savedBytes);
        }

        assertTrue(greatest < 16 * 20 + 10, "a save wrote " + greatest + " bytes");
        assertEquals(4500, restored(ids).size());
    }

    @Test
    void what_is_forgotten_is_deleted_from_the_store() {
        SeenIds ids = new SeenIds(HORIZON_MS, 100_000);
        for (int i = 0; i < 1000; i++) {
            ids.add(String.valueOf(i), i * 10_000L);
            ids.dropBefore(i * 10_000L - HORIZON_MS);
            save(ids);
        }

        SeenIds restored = restored(ids);
        assertEquals(ids.size(), restored.size());
        assertFalse(restored.contains("1"));
        assertTrue(restored.contains("999"));
        ids.clear();
        save(ids);
        assertEquals(List.of(), List.copyOf(parts.keySet()));
    }

    @Test
    void a_restored_one_goes_on_in_the_chunk_where_the_other_stopped() {
        SeenIds ids = new SeenIds(HORIZON_MS, 100_000);
        for (int i = 0; i < 100; i++) {
            ids.add(String.valueOf(i), i);
            save(ids);
            ids = restored(ids);
        }

        assertEquals(100, ids.size());
        assertEquals(7, parts.size());
        for (int i = 0; i < 100; i++) {
            assertTrue(ids.contains(String.valueOf(i)));
        }
    }

    @Test
    void buckets_that_the_first_version_wrote_whole_are_read_and_written_anew() {
        ByteWriter whole = new ByteWriter();
        whole.writeBoolean(true);
        whole.writeVarLong(3);
        whole.writeVarInt(40);
        for (int i = 0; i < 40; i++) {
            whole.writeString(String.valueOf(i));
        }
        whole.writeBoolean(false);
        SeenIds ids = new SeenIds(HORIZON_MS, 100_000);

        ids.read(new ByteReader(whole.toBytes()), 4, true, ByteReader::readString);
        save(ids);

        assertEquals(40, ids.size());
        assertEquals(3, parts.size());
        assertEquals(40, restored(ids).size());
    }

    private void save(SeenIds ids) {
        savedBytes = 0;
        for (int part : ids.partsToSave(false)) {
            if (ids.hasPart(part)) {
                ByteWriter out = new ByteWriter();
                ids.write(part, out, (id, to) -> to.writeString((String) id));
                parts.put(part, out.toBytes());
                savedBytes += out.size();
            } else {
                parts.remove(part);
            }
        }
        ids.saved();
    }

    /** Parts come in any order. */
    private SeenIds restored(SeenIds like) {
        SeenIds made = new SeenIds(HORIZON_MS, 100_000);
        parts.descendingMap()
                .forEach((part, bytes) -> made.read(new ByteReader(bytes), part, false, ByteReader::readString));
        assertEquals(like.size(), made.size());
        return made;
    }
}
