// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.webhook;

import dev.millrace.connect.Option;
import java.util.List;

/** Options of the webhook connector. Headers are given as {@code headers.<name>}; their values are secrets. */
public final class WebhookOptions {
    /** Prefix of headers, for example {@code 'headers.Authorization' = 'Bearer ...'}. */
    public static final String HEADERS = "headers.";

    public static final Option<String> URL =
            Option.required("url", "Receiver, http:// or https://; gets one POST with a JSON object for each row.");
    public static final Option<Long> TIMEOUT =
            Option.duration("timeout", "10 s", "Longest wait for one answer, 100 ms to 5 min.");
    public static final Option<Long> RETRIES = Option.number(
            "retries",
            5,
            0,
            100,
            "Repeats after a failure or an answer 408, 425, 429 or 5xx, before a row is a dead letter.");
    public static final Option<Long> BACKOFF =
            Option.duration("backoff", "500 ms", "Wait before the first repeat; doubled each time, at most 30 s.");
    public static final Option<Boolean> ALLOW_PRIVATE = Option.bool(
            "allow-private",
            false,
            "Whether the url may lead to a private address such as 10.0.0.5; 127.0.0.1 always may.");

    static final List<Option<?>> ALL = List.of(URL, TIMEOUT, RETRIES, BACKOFF, ALLOW_PRIVATE);

    private WebhookOptions() {}
}
