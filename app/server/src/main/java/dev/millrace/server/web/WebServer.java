// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.web;

import dev.millrace.embedded.LoopbackPort;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The HTTP server on 127.0.0.1. */
public final class WebServer implements AutoCloseable {
    private static final int WAIT_SECONDS = 10;

    private final Vertx vertx;
    private final HttpServer server;

    private WebServer(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /** Starts; throws ENV-301 when the port is taken. 0 takes a free one. */
    public static WebServer start(int port) {
        LoopbackPort.requireFree("the web server", port, "--http-port");
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(4));
        Router router = Router.router(vertx);
        HttpServerOptions options =
                new HttpServerOptions().setHost(LoopbackPort.HOST).setPort(port);
        HttpServer server = vertx.createHttpServer(options)
                .requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return new WebServer(vertx, server);
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
        } catch (ExecutionException | TimeoutException | CompletionException e) {
            throw new IllegalStateException("web server did not stop within " + WAIT_SECONDS + " s", e);
        }
    }
}
