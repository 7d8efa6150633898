// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.buffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.kernel.StateCodec.Parts;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RowBufferTest {
    private static final RowCodec CODEC = new RowCodec(Schema.of(new Column("n", DataType.BIGINT)));

    private final Map<Integer, ByteWriter> parts = new TreeMap<>();
    private int written;

    @Test
    void part_numbers_stay_small_and_only_what_changed_is_written() {
        RowBuffer buffer = new RowBuffer(2);
        for (int i = 0; i < 10_000; i++) {
            buffer.add(row(i), null);
            if (buffer.size() > 100) {
                buffer.removeFirst();
            }
            written = 0;
            save(buffer);

            assertTrue(written <= 1, written + " chunks were written for one row");
        }

        assertTrue(parts.size() <= 27, parts.size() + " parts for 100 rows");
        assertTrue(parts.keySet().stream().allMatch(part -> part >= 2 && part <= 30), "parts " + parts.keySet());
    }

    @Test
    void a_restored_buffer_goes_on_with_the_parts_of_the_one_before() {
        RowBuffer buffer = new RowBuffer(1);
        for (int i = 0; i < 3000; i++) {
            buffer.add(row(i), null);
            if (buffer.size() > 30) {
                buffer.removeFirst();
            }
            if (i % 3 == 0) {
                save(buffer);
            }
            if (i % 100 == 0) {
                save(buffer);
                buffer = restored(buffer);
            }
        }

        assertTrue(parts.size() <= 10, "parts " + parts.keySet());
    }

    private RowBuffer restored(RowBuffer saved) {
        RowBuffer restored = new RowBuffer(1);
        parts.forEach((part, bytes) -> restored.load(CODEC, part, new ByteReader(bytes.toBytes())));
        restored.loaded(saved.first(), saved.end());
        assertEquals(saved.end(), restored.end());
        return restored;
    }

    @Test
    void what_was_saved_comes_back_after_disorder_and_removal() {
        RowBuffer buffer = new RowBuffer(1);
        for (int i = 0; i < 200; i++) {
            buffer.add(row(i % 3 == 2 ? i - 2 : i), null);
            if (i % 5 == 0) {
                buffer.remove(buffer.end() - 1);
            }
            if (buffer.size() > 40) {
                buffer.removeFirst();
            }
            save(buffer);
        }

        RowBuffer restored = restored(buffer);
        assertEquals(buffer.size(), restored.size());
        for (long position = buffer.first(); position < buffer.end(); position++) {
            assertEquals(buffer.timeAt(position), restored.timeAt(position));
        }
    }

    private void save(RowBuffer buffer) {
        buffer.save(CODEC, false, new Parts() {
            @Override
            public ByteWriter part(int number) {
                written++;
                ByteWriter out = new ByteWriter();
                parts.put(number, out);
                return out;
            }

            @Override
            public void delete(int number) {
                parts.remove(number);
            }
        });
    }

    private static Row row(long timeMs) {
        Row row = new Row(1).withTimeMs(timeMs);
        row.setLong(0, timeMs);
        return row;
    }
}
