// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.webhook;

import dev.millrace.model.ErrorCode;

/** Messages of the webhook connector. */
public enum WebhookError implements ErrorCode {
    FORBIDDEN_ADDRESS(
            "CON-241",
            Category.USER,
            "The url of a webhook leads to a private, link-local or reserved address.",
            "Use a public address, or set 'allow-private' = 'true' when the receiver is yours.");

    private final String id;
    private final Category category;
    private final String meaning;
    private final String cure;

    WebhookError(String id, Category category, String meaning, String cure) {
        this.id = id;
        this.category = category;
        this.meaning = meaning;
        this.cure = cure;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Category category() {
        return category;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public String cure() {
        return cure;
    }
}
