// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The live page and its library. All files are listed here and read once: nothing else of the class path is served. */
final class Pages {
    private static final String OURS = "/dev/millrace/server/page/";
    private static final String ECHARTS = "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.common.min.js";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'";

    private record Page(Buffer content, String type) {}

    private final Map<String, Page> pages = new LinkedHashMap<>();

    Pages() {
        add("/", OURS + "index.html", HTML);
        add("/style.css", OURS + "style.css", CSS);
        for (String script : new String[] {"app", "charts", "alerts", "panels", "feed", "format", "sql"}) {
            add("/" + script + ".js", OURS + script + ".js", SCRIPT);
        }
        add("/icon.svg", OURS + "icon.svg", "image/svg+xml");
        add("/lib/echarts.js", ECHARTS, SCRIPT);
    }

    private void add(String path, String resource, String type) {
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            pages.put(path, new Page(Buffer.buffer(in.readAllBytes()), type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void mount(Router router) {
        pages.forEach((path, page) -> router.get(path).handler(context -> send(context, page)));
    }

    private static void send(RoutingContext context, Page page) {
        context.response()
                .putHeader("Content-Type", page.type())
                .putHeader("Cache-Control", "no-cache")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", POLICY)
                .end(page.content());
    }
}
