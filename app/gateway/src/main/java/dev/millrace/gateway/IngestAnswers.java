// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;

/** Answers to one request. */
final class IngestAnswers {
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int WRONG_METHOD = 405;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_SECONDS = "1";

    private final HttpServerResponse response;

    IngestAnswers(HttpServerResponse response) {
        this.response = response;
    }

    void finished(boolean isStored, IngestVerdicts verdicts) {
        if (!isStored) {
            retryLater(UNAVAILABLE, GatewayError.KAFKA_FAILED, "Kafka did not store all readings of this request");
        } else if (verdicts.acceptedCount() > 0) {
            send(ACCEPTED, verdicts.toJson());
        } else {
            JsonObject error = error(
                    GatewayError.READINGS_REFUSED,
                    "no reading of this request could be taken",
                    "Correct the fields that \"rejected\" names; what was sent is in the ledger.");
            send(BAD_REQUEST, verdicts.toJson().mergeIn(error));
        }
    }

    void noTable(String name, List<String> tables) {
        String hint = tables.stream()
                .min(Comparator.comparingInt(t -> distance(name, t)))
                .map(nearest -> "Did you mean \"" + nearest + "\"? Tables: " + String.join(", ", tables) + ".")
                .orElse("No table with connector mqtt or http is deployed.");
        send(NOT_FOUND, error(GatewayError.NO_TABLE, "table \"" + name + "\" takes no readings", hint));
    }

    void wrongMethod(String method) {
        response.putHeader("Allow", "POST");
        send(
                WRONG_METHOD,
                error(
                        GatewayError.WRONG_METHOD,
                        "readings are sent with POST, not " + method,
                        "Send one JSON object, an array, or one object a line; stored rows are at GET /api/tables/<table>."));
    }

    void tooLarge(int bytesMax) {
        // The rest of the body is on its way; without a close it would be read to its end.
        response.putHeader("Connection", "close");
        send(
                TOO_LARGE,
                error(
                        GatewayError.TOO_LARGE,
                        "request has more than " + bytesMax + " bytes",
                        "Send fewer readings at once."));
    }

    void busy() {
        retryLater(TOO_MANY, GatewayError.BUSY, "Kafka is slower than the readings come");
    }

    private void retryLater(int status, GatewayError code, String fact) {
        response.putHeader("Retry-After", RETRY_SECONDS);
        send(status, error(code, fact, "Send it again in " + RETRY_SECONDS + " s."));
    }

    private static JsonObject error(GatewayError code, String fact, String hint) {
        return new JsonObject().put("error", code.id() + ": " + fact).put("hint", hint);
    }

    private void send(int status, JsonObject body) {
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode());
    }

    /** Letters to change, add or remove to make one text of the other. */
    private static int distance(String one, String two) {
        int[] row = new int[two.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[two.length()];
    }
}
