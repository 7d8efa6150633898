// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.live;

import java.util.concurrent.atomic.AtomicLong;

/** One counter for every change that a page can see, so that a client can ask for all changes since the last it saw. */
public final class Versions {
    private final AtomicLong last = new AtomicLong();

    long next() {
        return last.incrementAndGet();
    }

    /** Version of the newest change, 0 before the first. */
    public long last() {
        return last.get();
    }
}
