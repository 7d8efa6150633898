// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.live;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Newest rows by identity; the oldest leave when there are too many. Thread-safe. */
public final class BoundedRows {
    private final int rowsMax;
    private final Versions versions;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long total;

    private record Entry(long version, JsonObject row) {}

    BoundedRows(int rowsMax, Versions versions) {
        this.rowsMax = rowsMax;
        this.versions = versions;
    }

    /** Puts a row, in the place of the one with the same identity when there is one. */
    synchronized void put(String identity, JsonObject row) {
        if (entries.put(identity, new Entry(versions.next(), row)) == null) {
            total++;
        }
        if (entries.size() > rowsMax) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    synchronized JsonObject get(String identity) {
        Entry entry = entries.get(identity);
        return entry == null ? null : entry.row();
    }

    /** Rows that changed after a version, oldest first. */
    synchronized List<JsonObject> since(long version) {
        List<JsonObject> rows = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.version() > version) {
                rows.add(entry.row());
            }
        }
        return rows;
    }

    /** Newest first. */
    public synchronized List<JsonObject> newest(int limit) {
        List<Entry> all = new ArrayList<>(entries.values());
        Collections.reverse(all);
        return all.stream().limit(limit).map(Entry::row).toList();
    }

    /** Identities ever seen. */
    public synchronized long total() {
        return total;
    }
}
