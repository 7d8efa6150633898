// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.replay;

import dev.millrace.cli.CliError;
import dev.millrace.model.MillraceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Posts NDJSON, one request after the other so that the order of rows is kept; 429 is waited for as the server asks. */
final class HttpTarget implements ReplayTarget {
    private static final int BATCH_ROWS = 500;
    private static final int BATCH_BYTES = 512 * 1024;
    private static final int ATTEMPTS = 60;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    /** Said by the HTTP door of a server that may be of another release. */
    private static final String READINGS_REFUSED = "GW-207";

    private final URI url;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
    private int batchRows;
    private long acknowledged;
    private String trouble = "";

    HttpTarget(URI url) {
        this.url = url;
    }

    @Override
    public void send(Map<String, String> row, long timeMs, byte[] payload) {
        batch.writeBytes(payload);
        batch.write('\n');
        batchRows++;
        if (batchRows == BATCH_ROWS || batch.size() > BATCH_BYTES) {
            post();
        }
    }

    @Override
    public void idle(long waitMs) {
        if (batchRows > 0) {
            post();
        } else {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(waitMs));
        }
    }

    @Override
    public void drain() {
        if (batchRows > 0) {
            post();
        }
    }

    private void post() {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(batch.toByteArray()))
                .build();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            HttpResponse<String> answer = exchange(request);
            if (answer.statusCode() == ACCEPTED || areAllInLedger(answer)) {
                acknowledged += batchRows;
                batch.reset();
                batchRows = 0;
                return;
            }
            trouble = "HTTP " + answer.statusCode() + " " + answer.body();
            if (answer.statusCode() != TOO_MANY_REQUESTS && answer.statusCode() != UNAVAILABLE) {
                break;
            }
            long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(Math.max(1, seconds)));
        }
        throw MillraceException.of(
                CliError.NOT_ACKNOWLEDGED,
                "POST " + url + " was not accepted: " + trouble,
                acknowledged + " rows were acknowledged before. Check the table's name and its columns.");
    }

    /** None of the rows is a good one, and the server has written them down: as with some bad ones among good ones, others go on. */
    private static boolean areAllInLedger(HttpResponse<String> answer) {
        return answer.statusCode() == BAD_REQUEST && answer.body().contains(READINGS_REFUSED);
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException away) {
            throw MillraceException.of(
                    CliError.NOT_ACKNOWLEDGED,
                    "POST " + url + " failed: " + away,
                    "Start the server, for example with: millrace run FILE.sql",
                    away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw MillraceException.of(CliError.NOT_ACKNOWLEDGED, "the replay was interrupted", "Start it again.");
        }
    }

    @Override
    public long acknowledged() {
        return acknowledged;
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        batch.reset();
    }
}
