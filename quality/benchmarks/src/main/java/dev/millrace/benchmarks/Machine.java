// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a measurement must say of the machine and this process. */
public final class Machine {
    private static final double NS_PER_S = 1e9;
    private static final long KB_PER_MB = 1_024;

    private Machine() {}

    /** Processes that want a core, over the last minute; -1 where nobody knows. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Processor time of all threads since the start; -1 where the JVM does not tell. */
    public static double cpuSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / NS_PER_S
                : -1;
    }

    /** Most resident memory so far; -1 where there is no /proc. */
    public static long rssPeakMb() {
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
