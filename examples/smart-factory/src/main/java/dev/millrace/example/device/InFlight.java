// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.device;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Publishes that are not acknowledged yet, at most {@code window} of them. A packet id is its slot + 1, so ids are found without a
 * map and stay within 65,535. Keeps the bytes of each: they are sent again after a reconnect. One thread.
 */
final class InFlight {
    private final byte[][] packets;
    private final int[] lengths;
    /** Order of sending, 0 for a free slot. */
    private final long[] orders;

    private final int[] free;
    private int freeCount;
    private long nextOrder = 1;

    InFlight(int window) {
        packets = new byte[window][];
        lengths = new int[window];
        orders = new long[window];
        free = new int[window];
        for (int i = 0; i < window; i++) {
            free[i] = window - 1 - i;
        }
        freeCount = window;
    }

    boolean isFull() {
        return freeCount == 0;
    }

    int count() {
        return packets.length - freeCount;
    }

    /** Keeps a copy with a packet id of its own; gives the slot. Not when full. */
    int add(PublishPacket packet) {
        int slot = free[--freeCount];
        int length = packet.bytes().length;
        if (packets[slot] == null || packets[slot].length < length) {
            packets[slot] = new byte[length];
        }
        byte[] copy = packets[slot];
        System.arraycopy(packet.bytes(), 0, copy, 0, length);
        copy[packet.idOffset()] = (byte) (slot + 1 >> 8);
        copy[packet.idOffset() + 1] = (byte) (slot + 1);
        lengths[slot] = length;
        orders[slot] = nextOrder++;
        return slot;
    }

    /** Whether the id was waiting; a second acknowledgement of the same publish is not. */
    boolean acknowledge(int packetId) {
        int slot = packetId - 1;
        if (slot < 0 || slot >= orders.length || orders[slot] == 0) {
            return false;
        }
        orders[slot] = 0;
        free[freeCount++] = slot;
        return true;
    }

    byte[] bytes(int slot) {
        return packets[slot];
    }

    int length(int slot) {
        return lengths[slot];
    }

    /** Slots that wait, oldest first, marked as duplicates. */
    int[] again() {
        int[] slots = new int[count()];
        int n = 0;
        for (int slot = 0; slot < orders.length; slot++) {
            if (orders[slot] != 0) {
                packets[slot][0] |= 0x08;
                slots[n++] = slot;
            }
        }
        return Arrays.stream(slots)
                .boxed()
                .sorted(Comparator.comparingLong(slot -> orders[slot]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
