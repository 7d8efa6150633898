// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeedTest {
    private static final int KEYS = 40;
    private static final String PEERS_FEED = "bench-peers/common/src/main/java/bench/common/Feed.java";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Workload.class)
    void bytes_are_those_of_the_peers_over_several_laps(Workload workload) throws Exception {
        Path source = Path.of(System.getProperty("millrace.shared")).resolve(PEERS_FEED);
        assumeTrue(Files.exists(source), "the peers' feed is not at " + source);
        Feed feed = Feed.of(workload, KEYS);

        try (URLClassLoader peers = compiled(source)) {
            Class<?> type = peers.loadClass("bench.common.Feed");
            Object theirs = type.getMethod("of", String.class, int.class).invoke(null, workload.label(), KEYS);
            Method event = type.getMethod("event", long.class);
            for (long i = 0; i < 2L * feed.blockSize() + KEYS; i++) {
                assertArrayEquals((byte[]) event.invoke(theirs, i), feed.reading(i), "reading " + i);
            }
        }
    }

    private URLClassLoader compiled(Path source) throws IOException {
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-nowarn", "-d", folder.toString(), source.toString());
        assertEquals(0, code, "the peers' feed does not compile");
        return new URLClassLoader(new URL[] {folder.toUri().toURL()});
    }

    @Test
    void laps_differ_in_time_only() {
        Feed feed = Feed.of(Workload.W1, KEYS);
        String first = text(feed.reading(7));
        String again = text(feed.reading(7 + feed.blockSize()));

        assertNotEquals(first, again);
        assertEquals(withoutTime(first), withoutTime(again));
        assertEquals(25_000, feed.timeMs(7 + feed.blockSize()) - feed.timeMs(7));
    }

    @Test
    void one_of_five_readings_is_late_by_less_than_five_seconds() {
        Feed feed = Feed.of(Workload.W1, KEYS);
        long clockMs = 0;
        int late = 0;
        for (long i = 0; i < feed.blockSize(); i++) {
            assertTrue(feed.timeMs(i) > clockMs - 5_000, "reading " + i);
            late += feed.timeMs(i) < clockMs ? 1 : 0;
            clockMs = Math.max(clockMs, feed.timeMs(i));
        }
        assertEquals(0.16, (double) late / feed.blockSize(), 0.03);
    }

    private static String text(byte[] reading) {
        return new String(reading, StandardCharsets.UTF_8);
    }

    private static String withoutTime(String reading) {
        return reading.replaceAll("\"ts\":\\d+", "");
    }
}
