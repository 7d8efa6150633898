// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.pipeline;

import dev.millrace.model.Row;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The last 100,000 rows, about 15 MB: who reads results before they are committed sees a row again when the engine was
 * killed, with the same key, revision and time. One thread.
 */
final class RecentRows {
    private static final int ROWS_MAX = 100_000;

    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > ROWS_MAX;
        }
    });

    /** False when this row was seen before. */
    boolean isNew(String key, Row row) {
        // The time is part of it because a key without a time column may have several results, all of revision 0.
        return seen.add(key + '|' + row.revision() + '|' + row.kind().symbol() + '|' + row.timeMs());
    }
}
