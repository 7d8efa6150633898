// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.webhook;

import dev.millrace.model.MillraceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The other side: delivers letters, repeats with growing waits, gives up after {@code retries}. Thread-safe. */
final class Receiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    private static final int CONNECTIONS = 8;
    private static final long BACKOFF_MS_MAX = 30_000;
    private static final long CLOSE_SECONDS = 2;

    private final WebhookTarget target;
    private final Vertx vertx;
    private final HttpClient client;
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong deadLetters = new AtomicLong();

    Receiver(WebhookTarget target) {
        this.target = target;
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        client = vertx.createHttpClient(
                new HttpClientOptions().setSsl(target.isEncrypted()).setVerifyHost(true),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /** Completes when the letter is delivered or dead; never fails. */
    Future<Void> deliver(Letter letter) {
        Promise<Void> done = Promise.promise();
        attempt(letter, 0, done);
        return done.future();
    }

    private void attempt(Letter letter, int attempt, Promise<Void> done) {
        send(letter).onComplete(answer -> {
            if (answer.succeeded() && answer.result().isAccepted()) {
                done.complete();
                return;
            }
            Answer got = answer.succeeded() ? answer.result() : Answer.failed(answer.cause());
            if (!got.isWorthRepeating() || attempt >= target.retries()) {
                bury(letter, attempt, got);
                done.complete();
                return;
            }
            retries.incrementAndGet();
            vertx.setTimer(waitMs(attempt, got), timer -> attempt(letter, attempt + 1, done));
        });
    }

    private long waitMs(int attempt, Answer got) {
        long doubled = target.backoffMs() << Math.min(attempt, 16);
        long asked = Math.max(doubled, got.retryAfterMs());
        return Math.max(1, Math.min(asked, Math.max(BACKOFF_MS_MAX, target.backoffMs())));
    }

    private void bury(Letter letter, int attempt, Answer got) {
        deadLetters.incrementAndGet();
        LOG.warn(
                "webhook gave up url={} key={} attempts={} reason={}",
                target.shown(),
                letter.idempotencyKey(),
                attempt + 1,
                got.reason());
    }

    private Future<Answer> send(Letter letter) {
        InetAddress address;
        try {
            address = target.guard().checked(target.uri().getHost());
        } catch (UnknownHostException | MillraceException e) {
            return Future.failedFuture(e);
        }
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(target.uri().getHost())
                .setPort(target.port())
                .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                .setSsl(target.isEncrypted())
                .setURI(target.path())
                .setTimeout(target.timeoutMs())
                .setFollowRedirects(false);
        return client.request(options).compose(request -> post(request, letter)).compose(response -> response.end()
                .map(end -> Answer.of(response)));
    }

    private Future<HttpClientResponse> post(HttpClientRequest request, Letter letter) {
        request.putHeader("Content-Type", "application/json");
        request.putHeader("User-Agent", "millrace");
        request.putHeader("Idempotency-Key", letter.idempotencyKey());
        request.putHeader("X-Millrace-Kind", letter.kind());
        target.headers().forEach(request::putHeader);
        return request.send(Buffer.buffer(letter.body()));
    }

    long retries() {
        return retries.get();
    }

    long deadLetters() {
        return deadLetters.get();
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            LOG.warn("webhook client did not stop url={}", target.shown(), e);
        }
    }

    /** What came back. */
    private record Answer(int status, long retryAfterMs, String reason) {
        static Answer of(HttpClientResponse response) {
            return new Answer(
                    response.statusCode(),
                    seconds(response.getHeader("Retry-After")) * 1000,
                    "status " + response.statusCode());
        }

        static Answer failed(Throwable cause) {
            boolean isForbidden = cause instanceof MillraceException;
            return new Answer(isForbidden ? -1 : 0, 0, String.valueOf(cause.getMessage()));
        }

        /** Only the form in seconds: a date would need the receiver's clock to agree with ours. */
        private static long seconds(String header) {
            return header != null && header.matches("\\d{1,5}") ? Long.parseLong(header) : 0;
        }

        boolean isAccepted() {
            return status >= 200 && status < 300;
        }

        boolean isWorthRepeating() {
            return status == 0 || status == 408 || status == 425 || status == 429 || status >= 500;
        }
    }
}
