// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import dev.millrace.connect.Rejected;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What became of each reading of one request. Written by one thread, then read by another. */
final class IngestVerdicts {
    private static final int LISTED_MAX = 100;

    private final JsonArray rejected = new JsonArray();
    private int acceptedCount;
    private int rejectedCount;

    void accepted() {
        acceptedCount++;
    }

    void rejected(Rejected verdict) {
        if (rejectedCount < LISTED_MAX) {
            rejected.add(new JsonObject()
                    .put("index", acceptedCount + rejectedCount)
                    .put("reason", verdict.reason().name())
                    .put("detail", verdict.detail()));
        }
        rejectedCount++;
    }

    int acceptedCount() {
        return acceptedCount;
    }

    /** Lists the first 100 rejected readings by their place in the request, from 0. */
    JsonObject toJson() {
        return new JsonObject()
                .put("accepted", acceptedCount)
                .put("rejectedCount", rejectedCount)
                .put("rejected", rejected);
    }
}
