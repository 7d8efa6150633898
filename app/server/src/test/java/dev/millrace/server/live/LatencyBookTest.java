// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LatencyBookTest {
    private final AtomicLong nowMs = new AtomicLong(1_000_000);
    private final LatencyBook book = new LatencyBook("gateway", nowMs::get);

    @Test
    void percentiles_are_given_in_milliseconds() {
        for (int i = 1; i <= 100; i++) {
            book.record(i * 1000L);
        }

        StageLatency latency = book.latency();

        assertEquals(100, latency.count());
        assertEquals(50, latency.p50Ms(), 1);
        assertEquals(99, latency.p99Ms(), 1);
    }

    @Test
    void what_is_older_than_two_minutes_has_left() {
        book.record(5_000_000);
        nowMs.addAndGet(60_000);
        book.record(1000);
        assertEquals(2, book.latency().count());

        nowMs.addAndGet(70_000);

        assertEquals(1, book.latency().count());
        assertEquals(1, book.latency().p99Ms(), 0.1);
    }

    @Test
    void nothing_is_left_when_the_measurement_begins_anew() {
        book.record(5_000_000);

        book.clear();

        assertEquals(0, book.latency().count());
    }

    @Test
    void a_negative_duration_of_two_clocks_counts_as_zero_and_a_huge_one_as_an_hour() {
        book.record(-5);
        book.record(Long.MAX_VALUE);

        assertEquals(0, book.latency().p50Ms(), 0.01);
        assertEquals(3_600_000, book.latency().p99Ms(), 40_000);
    }
}
