// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a measurement must say of the machine and this process. */
final class Machine {
    private static final long KB_PER_MB = 1_024;

    private Machine() {}

    /** Processes that want a core, over the last minute; -1 where nobody knows. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Most resident memory so far; -1 where there is no /proc. */
    static long rssPeakMb() {
        Path status = Path.of("/proc/self/status");
        try {
            return !Files.isReadable(status)
                    ? -1
                    : Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KB_PER_MB)
                            .findFirst()
                            .orElse(-1);
        } catch (IOException noProc) {
            return -1;
        }
    }

    /** Heap in use after a full collection. */
    static long liveHeapBytes() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
