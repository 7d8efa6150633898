// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.model.LedgerEntry;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.MillraceException;
import org.junit.jupiter.api.Test;

class LedgerRecordsTest {
    @Test
    void an_entry_comes_back_as_it_was() {
        byte[] raw = {0, (byte) 0xFF, '"', '\n'};
        LedgerEntry entry = new LedgerEntry(
                17, "plant", "readings", "p/1", LedgerReason.LATE, "missed \"10:00\"", raw, "readings.r", 3, 99, true);

        LedgerEntry back = LedgerRecords.decode(LedgerRecords.value(entry));

        assertArrayEquals(raw, back.raw());
        assertEquals(entry.timeMs(), back.timeMs());
        assertEquals(entry.pipeline() + entry.table() + entry.key(), back.pipeline() + back.table() + back.key());
        assertEquals(entry.reason(), back.reason());
        assertEquals(entry.detail(), back.detail());
        assertEquals("readings.r-3-99", back.topic() + "-" + back.partition() + "-" + back.offset());
        assertEquals(true, back.isPartial());
        assertArrayEquals("p/1".getBytes(UTF_8), LedgerRecords.key(entry));
    }

    @Test
    void an_entry_without_device_has_no_key() {
        LedgerEntry entry =
                new LedgerEntry(1, "", "", null, LedgerReason.MALFORMED, "no JSON", new byte[0], "", -1, -1, false);

        assertNull(LedgerRecords.key(entry));
        assertEquals("", LedgerRecords.decode(LedgerRecords.value(entry)).key());
    }

    @Test
    void what_somebody_else_wrote_is_named_as_such() {
        MillraceException e =
                assertThrows(MillraceException.class, () -> LedgerRecords.decode("hello".getBytes(UTF_8)));

        assertEquals(KafkaError.RECORD_UNREADABLE, e.code());
    }
}
