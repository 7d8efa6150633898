// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.webhook;

import dev.millrace.connect.Options;
import java.net.URI;
import java.util.Map;

/**
 * Where rows go and how patiently.
 *
 * @param headers by name; values are secrets
 * @param timeoutMs of one request
 * @param retries repeats after the first attempt
 * @param backoffMs wait before the first repeat
 */
record WebhookTarget(
        URI uri, Map<String, String> headers, long timeoutMs, long retries, long backoffMs, AddressGuard guard) {
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    static WebhookTarget of(Options options) {
        return new WebhookTarget(
                URI.create(options.get(WebhookOptions.URL)),
                options.withPrefix(WebhookOptions.HEADERS),
                options.get(WebhookOptions.TIMEOUT),
                options.get(WebhookOptions.RETRIES),
                options.get(WebhookOptions.BACKOFF),
                new AddressGuard(options.get(WebhookOptions.ALLOW_PRIVATE)));
    }

    boolean isEncrypted() {
        return "https".equals(uri.getScheme());
    }

    int port() {
        return uri.getPort() > 0 ? uri.getPort() : isEncrypted() ? HTTPS_PORT : HTTP_PORT;
    }

    /** Path and query. */
    String path() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Without user, query and fragment, which may hold secrets. */
    String shown() {
        return uri.getScheme() + "://" + uri.getHost() + ":" + port()
                + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }
}
