// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.smartfactory;

/** Counters of the sending thread that others read. Only one thread writes, so plain increments of volatile fields are enough. */
@SuppressWarnings({"NonAtomicVolatileUpdate", "NonAtomicOperationOnVolatileField"})
final class FactoryCounts {
    volatile long sent;
    volatile long acknowledged;
    volatile long duplicates;
    volatile long malformed;
    volatile long ahead;
    volatile long behindMs;
    volatile long reconnects;
    volatile long historyMs;
}
