// SPDX-License-Identifier: Apache-2.0
/** Result rows as HTTP requests. Start with {@link dev.millrace.connect.webhook.WebhookConnector}. */
package dev.millrace.connect.webhook;
