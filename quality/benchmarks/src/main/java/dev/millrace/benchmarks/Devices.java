// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import java.nio.charset.StandardCharsets;

/** The reference table of W6: 10,000 devices with a limit and an owner. */
final class Devices {
    static final int ROWS = 10_000;
    /** Above the limit by more than this is critical. */
    static final double CRITICAL_ABOVE = 8;

    private static final int LEAST_LIMIT = 60;
    private static final int LIMITS = 30;
    private static final int OWNERS = 17;

    private Devices() {}

    static double limit(int device) {
        return LEAST_LIMIT + device % LIMITS;
    }

    /** One row as JSON. */
    static byte[] json(int device) {
        return ("{\"device\":\"" + Feed.keyName(device) + "\",\"lim\":" + limit(device) + ",\"owner\":\"team-"
                        + device % OWNERS + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
