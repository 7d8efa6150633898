// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.example.device.DeviceConnection;
import dev.millrace.example.device.DeviceLoop;
import dev.millrace.example.device.PublishPacket;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Readings of ten devices with fixed times and values, published over MQTT with QoS 1. Devices come back after the server was
 * killed and send again what was not acknowledged, as real ones do.
 */
final class SteadyLoad implements Runnable {
    static final int DEVICES = 10;
    private static final long START_MS = 1_772_000_000_000L;
    private static final int STEP_MS = 100;
    private static final int WINDOW = 200;
    private static final int BURST_EVERY = 97;
    private static final int BURST = 3;
    private static final long PATIENCE_MS = 120_000;

    private final int mqttPort;
    private final int readingsPerDevice;
    private final long pauseNs;
    private volatile int sent;
    private volatile long acknowledged;
    private volatile boolean isStopped;

    /**
     * Prepares a load.
     *
     * @param perSecond readings of all devices together
     */
    SteadyLoad(int mqttPort, int readingsPerDevice, int perSecond) {
        this.mqttPort = mqttPort;
        this.readingsPerDevice = readingsPerDevice;
        pauseNs = TimeUnit.SECONDS.toNanos(1) * DEVICES / perSecond;
    }

    @Override
    public void run() {
        try (DeviceLoop loop = new DeviceLoop("127.0.0.1", mqttPort)) {
            DeviceConnection[] devices = new DeviceConnection[DEVICES];
            for (int d = 0; d < DEVICES; d++) {
                devices[d] = loop.connect("device-" + d, WINDOW);
            }
            long dueNs = System.nanoTime();
            for (int i = 0; i < readingsPerDevice && !isStopped; i++) {
                while (System.nanoTime() < dueNs) {
                    LockSupport.parkNanos(dueNs - System.nanoTime());
                }
                for (int d = 0; d < DEVICES; d++) {
                    DeviceConnection device = devices[d];
                    require(loop.serveUntil(() -> device.canPublish() || isStopped, PATIENCE_MS), "window stays full");
                    if (isStopped) {
                        return;
                    }
                    device.publish(packet(d, i));
                    sent++;
                }
                loop.serve(0);
                acknowledged = loop.acknowledged();
                // What could not be sent while the server was away is not hurried after: the load lasts until the last
                // kill.
                dueNs = Math.max(dueNs + pauseNs, System.nanoTime());
            }
            require(loop.serveUntil(() -> loop.unacknowledged() == 0, PATIENCE_MS), "acknowledgements are missing");
            acknowledged = loop.acknowledged();
        }
    }

    /** Ends the load; what is not acknowledged is given up. */
    void stop() {
        isStopped = true;
    }

    int sent() {
        return sent;
    }

    long acknowledged() {
        return acknowledged;
    }

    /** Count and sum of each whole window of a second, computed straight from what is sent. */
    static TreeMap<String, String> windows(int readingsPerDevice) {
        TreeMap<String, String> windows = new TreeMap<>();
        for (int d = 0; d < DEVICES; d++) {
            for (int first = 0; first < readingsPerDevice; first += 10) {
                long sum = 0;
                int end = Math.min(first + 10, readingsPerDevice);
                for (int i = first; i < end; i++) {
                    sum += value(d, i);
                }
                windows.put("device-" + d + " " + (START_MS + first * (long) STEP_MS), (end - first) + " " + sum);
            }
        }
        return windows;
    }

    /** Starts of the bursts of each device, computed straight from what is sent. */
    static TreeSet<String> bursts(int readingsPerDevice) {
        TreeSet<String> bursts = new TreeSet<>();
        for (int d = 0; d < DEVICES; d++) {
            for (int first = 0; first + BURST <= readingsPerDevice; first += BURST_EVERY) {
                bursts.add("device-" + d + " " + (START_MS + first * (long) STEP_MS));
            }
        }
        return bursts;
    }

    private static long value(int device, int i) {
        // Every 97th reading begins a burst of three high ones: what the pattern of the test looks for.
        return i % BURST_EVERY < BURST ? 100 + device : Math.floorMod(i * 31L + device * 7L, 50);
    }

    private static PublishPacket packet(int device, int i) {
        String payload =
                "{\"ts\":" + (START_MS + i * (long) STEP_MS) + ",\"value\":" + value(device, i) + ",\"seq\":" + i + "}";
        return PublishPacket.of("kill/device-" + device, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalStateException(otherwise);
        }
    }
}
