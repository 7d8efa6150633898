// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.live;

/**
 * Time that readings spend in one stage, over the last minutes.
 *
 * @param name for example {@code device -> gateway}
 * @param count measurements, 0 when nothing was measured: then the rest is 0 too
 * @param p50Ms median in milliseconds
 */
public record StageLatency(String name, long count, double p50Ms, double p95Ms, double p99Ms) {}
