// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.webhook;

/**
 * One row to be sent.
 *
 * @param identity rows with the same one are never in flight together, so that corrections arrive in order
 * @param idempotencyKey table, identity and revision
 * @param kind {@code +I}, {@code +U} or {@code -D}
 */
record Letter(String identity, String idempotencyKey, String kind, byte[] body) {}
