// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.device;

import java.nio.charset.StandardCharsets;

/**
 * An MQTT PUBLISH of QoS 1 in bytes, to be filled in place. Not thread-safe: one writer at a time.
 *
 * @param bytes the whole packet; the payload may be overwritten, its length is fixed
 * @param idOffset where the two bytes of the packet id are
 * @param payloadOffset where the payload begins
 */
public record PublishPacket(byte[] bytes, int idOffset, int payloadOffset) {
    private static final byte PUBLISH_QOS_1 = 0x32;

    /** A packet with a copy of the payload. Topic and payload together may have 268,435,000 bytes. */
    public static PublishPacket of(String topic, byte[] payload) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        int remaining = 2 + name.length + 2 + payload.length;
        int lengthBytes = remaining < 128 ? 1 : remaining < 16_384 ? 2 : remaining < 2_097_152 ? 3 : 4;
        byte[] bytes = new byte[1 + lengthBytes + remaining];
        bytes[0] = PUBLISH_QOS_1;
        for (int i = 0, left = remaining; i < lengthBytes; i++, left >>>= 7) {
            bytes[1 + i] = (byte) (left & 0x7f | (left >= 128 ? 0x80 : 0));
        }
        int at = 1 + lengthBytes;
        bytes[at] = (byte) (name.length >> 8);
        bytes[at + 1] = (byte) name.length;
        System.arraycopy(name, 0, bytes, at + 2, name.length);
        int idOffset = at + 2 + name.length;
        System.arraycopy(payload, 0, bytes, idOffset + 2, payload.length);
        return new PublishPacket(bytes, idOffset, idOffset + 2);
    }
}
