// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.webhook;

import dev.millrace.connect.Connector;
import dev.millrace.connect.Format;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.RowIdentity;
import dev.millrace.connect.Sink;
import dev.millrace.model.Table;
import java.net.URI;
import java.util.List;

/**
 * Sends each row to a receiver, {@code 'connector' = 'webhook'}. The header {@code Idempotency-Key} is the same when a row is
 * sent again; {@code X-Millrace-Kind} is {@code +I} for a new row, {@code +U} for a correction and {@code -D} for one that is
 * taken back. Redirects are not followed.
 */
public final class WebhookConnector implements Connector {
    private static final long TIMEOUT_MS_MIN = 100;
    private static final long TIMEOUT_MS_MAX = 300_000;

    private final Format json;

    public WebhookConnector(Format json) {
        this.json = json;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String doc() {
        return "Sends each row as JSON by HTTP POST, with repeats and an idempotency key.";
    }

    @Override
    public List<Option<?>> options() {
        return WebhookOptions.ALL;
    }

    @Override
    public Usage usage() {
        return Usage.SINK;
    }

    @Override
    public void check(Table table, Options options, Problems problems) {
        options.find(WebhookOptions.URL)
                .filter(url -> !isUrl(url))
                .ifPresent(url -> problems.add(
                        "url",
                        "\"url\" is \"" + url + "\" but must begin with http:// or https:// and name a host",
                        "For example http://localhost:9000/alerts."));
        options.find(WebhookOptions.TIMEOUT)
                .filter(ms -> ms < TIMEOUT_MS_MIN || ms > TIMEOUT_MS_MAX)
                .ifPresent(ms -> problems.add(
                        "timeout", "\"timeout\" is " + ms + " ms but must be 100 ms to 5 min", "For example '10 s'."));
        options.withPrefix(WebhookOptions.HEADERS).forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9-]+") || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
                problems.add(
                        WebhookOptions.HEADERS + name,
                        "\"" + WebhookOptions.HEADERS + name
                                + "\" is no header: letters, digits and '-', value on one line",
                        "For example 'headers.Authorization' = 'Bearer ...'.");
            }
        });
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public Sink sink(Table table, Options options) {
        return new WebhookSink(
                table.name(),
                RowIdentity.of(table),
                json.writer(table.schema(), options),
                new Receiver(WebhookTarget.of(options)));
    }
}
