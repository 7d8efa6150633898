// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import java.time.Instant;

/** When a reading arrived: the machine's clock in epoch microseconds. */
final class ArrivalClock {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1000;

    private ArrivalClock() {}

    static long nowMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * MICROS_PER_SECOND + now.getNano() / NANOS_PER_MICRO;
    }
}
