// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The times that an alert speaks of: whole numbers in it that can be nothing but times near the event. */
final class EvidenceRange {
    /** A time in an alert is within a day of the event; anything else is another number. */
    private static final long NEAR_MS = 86_400_000;

    private EvidenceRange() {}

    /** Earliest and latest, epoch milliseconds; the event time twice when there is nothing else. */
    static long[] of(JsonObject alert) {
        JsonObject times = alert.getJsonObject("times");
        long center = times.getLong("event", times.getLong("arrival", System.currentTimeMillis()));
        long[] range = {center, center};
        widen(range, center, alert.getJsonObject("row"));
        return range;
    }

    private static void widen(long[] range, long center, Object value) {
        if (value instanceof JsonObject object) {
            object.forEach(field -> widen(range, center, field.getValue()));
        } else if (value instanceof JsonArray array) {
            array.forEach(element -> widen(range, center, element));
        } else if (value instanceof Long time && Math.abs(time - center) <= NEAR_MS) {
            range[0] = Math.min(range[0], time);
            range[1] = Math.max(range[1], time);
        }
    }
}
