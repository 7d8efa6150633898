// SPDX-License-Identifier: Apache-2.0
/**
 * What the API and the pages show: newest rows, alerts, the ledger, latencies. Everything here is bounded and thread-safe.
 */
package dev.millrace.server.live;
