// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.live;

import dev.millrace.model.LedgerEntry;
import io.vertx.core.json.JsonObject;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The newest 2,000 entries of the ledger and counts of all of them. Thread-safe. */
public final class LedgerBook {
    private static final int ENTRIES_MAX = 2000;
    private static final int RAW_BYTES_MAX = 2048;

    private final BoundedRows entries;
    private final Map<String, SortedMap<String, Long>> counts = new TreeMap<>();
    private final AtomicLong number = new AtomicLong();

    LedgerBook(Versions versions) {
        entries = new BoundedRows(ENTRIES_MAX, versions);
    }

    public void add(LedgerEntry entry) {
        if (!entry.isPartial()) {
            count(entry.table(), entry.reason().name());
        }
        entries.put(String.valueOf(number.incrementAndGet()), json(entry));
    }

    private synchronized void count(String table, String reason) {
        counts.computeIfAbsent(table, t -> new TreeMap<>()).merge(reason, 1L, Long::sum);
    }

    private static JsonObject json(LedgerEntry entry) {
        JsonObject json = new JsonObject()
                .put("time", entry.timeMs())
                .put("pipeline", entry.pipeline())
                .put("table", entry.table())
                .put("key", entry.key())
                .put("reason", entry.reason().name())
                .put("detail", entry.detail())
                .put("topic", entry.topic())
                .put("partition", entry.partition())
                .put("offset", entry.offset())
                .put("partial", entry.isPartial())
                .put("raw_bytes", entry.raw().length);
        putRaw(json, entry.raw());
        return json;
    }

    /** Text where it is text, base64 otherwise; the first 2 KB of it. */
    private static void putRaw(JsonObject json, byte[] raw) {
        byte[] start = raw.length <= RAW_BYTES_MAX ? raw : java.util.Arrays.copyOf(raw, RAW_BYTES_MAX);
        try {
            json.put(
                    "raw",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(java.nio.ByteBuffer.wrap(start))
                            .toString());
        } catch (CharacterCodingException e) {
            json.put("raw_base64", Base64.getEncoder().encodeToString(start));
        }
    }

    /** Newest first. */
    public List<JsonObject> newest(Predicate<JsonObject> filter, int limit) {
        return entries.newest(ENTRIES_MAX).stream().filter(filter).limit(limit).toList();
    }

    /** Entries that count in the balance, by table and reason. */
    public synchronized SortedMap<String, SortedMap<String, Long>> counts() {
        SortedMap<String, SortedMap<String, Long>> copy = new TreeMap<>();
        counts.forEach((table, reasons) -> copy.put(table, new TreeMap<>(reasons)));
        return copy;
    }

    /** Entries that count in the balance, by reason. */
    public SortedMap<String, Long> byReason() {
        SortedMap<String, Long> sums = new TreeMap<>();
        counts().values().forEach(reasons -> reasons.forEach((reason, n) -> sums.merge(reason, n, Long::sum)));
        return sums;
    }
}
