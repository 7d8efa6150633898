// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The connections of simulated devices and the one thread that serves them: that which calls the methods here. */
public final class DeviceLoop implements AutoCloseable {
    private final Selector selector;
    private final InetSocketAddress server;
    private final List<DeviceConnection> connections = new ArrayList<>();

    /** Opens nothing yet. */
    public DeviceLoop(String host, int port) {
        try {
            selector = Selector.open();
        } catch (IOException noSelector) {
            throw new UncheckedIOException(noSelector);
        }
        server = new InetSocketAddress(host, port);
    }

    /** Begins to connect. Window: unacknowledged publishes at most, 1 to 65,535. */
    public DeviceConnection connect(String clientId, int window) {
        DeviceConnection connection = new DeviceConnection(selector, server, clientId, window);
        connections.add(connection);
        return connection;
    }

    /** Sends, receives and reconnects, waiting at most this long for something to happen; 0 does not wait. */
    public void serve(long waitMs) {
        connections.forEach(DeviceConnection::flush);
        try {
            if (waitMs <= 0) {
                selector.selectNow(DeviceLoop::ready);
            } else {
                selector.select(DeviceLoop::ready, waitMs);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        long nowMs = System.currentTimeMillis();
        for (DeviceConnection connection : connections) {
            connection.tick(nowMs);
        }
    }

    /** Serves until the condition holds; false when it did not within the time. */
    public boolean serveUntil(BooleanSupplier isDone, long timeoutMs) {
        long endNs = System.nanoTime() + timeoutMs * 1_000_000;
        while (!isDone.getAsBoolean()) {
            if (System.nanoTime() > endNs || Thread.currentThread().isInterrupted()) {
                return false;
            }
            serve(10);
        }
        return true;
    }

    public boolean areAllConnected() {
        return connections.stream().allMatch(DeviceConnection::isConnected);
    }

    public long acknowledged() {
        return connections.stream().mapToLong(DeviceConnection::acknowledged).sum();
    }

    public int unacknowledged() {
        return connections.stream().mapToInt(DeviceConnection::unacknowledged).sum();
    }

    public long reconnects() {
        return connections.stream().mapToLong(DeviceConnection::reconnects).sum();
    }

    @Override
    public void close() {
        connections.forEach(DeviceConnection::close);
        try {
            selector.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void ready(SelectionKey key) {
        ((DeviceConnection) key.attachment()).ready();
    }
}
