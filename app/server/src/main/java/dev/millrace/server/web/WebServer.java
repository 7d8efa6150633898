// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.web;

import dev.millrace.embedded.LoopbackPort;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The HTTP server on 127.0.0.1: API, live frames, pages and what others mount. */
public final class WebServer implements AutoCloseable {
    private static final int WAIT_SECONDS = 3;
    private static final String LIVE = "/api/live";

    private final Vertx vertx;
    private final HttpServer server;

    private WebServer(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /**
     * Starts and returns when it answers; throws ENV-301 when the port is taken.
     *
     * @param port 0 takes a free one
     * @param more mounts further routes, before ours
     */
    public static WebServer start(int port, ApiSource source, Consumer<Router> more) {
        LoopbackPort.requireFree("the web server", port, "--http-port");
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(4));
        try {
            Router router = Router.router(vertx);
            more.accept(router);
            LiveSocket live = new LiveSocket(vertx, source, new ApiJson(source));
            router.get(LIVE).handler(context -> context.request().toWebSocket().onSuccess(live::accept));
            new Api(source).mount(router);
            new Pages().mount(router);
            HttpServerOptions options = new HttpServerOptions()
                    .setHost(LoopbackPort.HOST)
                    .setPort(port)
                    .setCompressionSupported(true)
                    // Gateways on thin lines send gzip; the door bounds what comes out of it.
                    .setDecompressionSupported(true)
                    .setPerMessageWebSocketCompressionSupported(false);
            HttpServer server = vertx.createHttpServer(options)
                    .requestHandler(router)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return new WebServer(vertx, server);
        } catch (RuntimeException e) {
            vertx.close();
            LoopbackPort.requireFree("the web server", port, "--http-port");
            throw e;
        }
    }

    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("web server did not stop within " + WAIT_SECONDS + " s", e);
        }
    }
}
