// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

/** A table at work: its counters, and a decoder for each thread that reads sockets. Thread-safe. */
final class TableDoor {
    private final DoorTable door;
    private final TableCounters counters;
    /** A few threads only: those of the MQTT broker and of the web server. */
    private final ThreadLocal<ReadingDecoder> decoders;

    TableDoor(DoorTable door, TableCounters counters) {
        this.door = door;
        this.counters = counters;
        this.decoders = ThreadLocal.withInitial(() -> new ReadingDecoder(door));
    }

    DoorTable door() {
        return door;
    }

    TableCounters counters() {
        return counters;
    }

    ReadingDecoder decoder() {
        return decoders.get();
    }
}
