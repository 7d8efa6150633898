// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads the fields of one packet one after the other; after a fault it reads nothing more and {@link #isRight} is false. */
final class PacketFields {
    private static final ByteProcessor PLAIN = b -> b >= ' ' && b < 0x7F;

    private final ByteBuf body;
    private int at;
    private boolean isRight = true;

    PacketFields(ByteBuf body) {
        this.body = body;
        at = body.readerIndex();
    }

    boolean isRight() {
        return isRight;
    }

    boolean isMore() {
        return at < body.writerIndex();
    }

    boolean isRightAndRead() {
        return isRight && !isMore();
    }

    private boolean has(int count) {
        isRight &= body.writerIndex() - at >= count;
        return isRight;
    }

    void skip(int count) {
        if (has(count)) {
            at += count;
        }
    }

    /** One byte, -1 after a fault. */
    int byteUpTo(int max) {
        if (!has(1)) {
            return -1;
        }
        int value = body.getUnsignedByte(at++);
        isRight = value <= max;
        return value;
    }

    /** Packet id, which must not be 0. */
    void id() {
        if (has(2)) {
            isRight = body.getUnsignedShort(at) != 0;
            at += 2;
        }
    }

    /** Binary field with a length in two bytes. */
    void bytes() {
        if (has(2)) {
            int length = body.getUnsignedShort(at);
            at += 2;
            skip(length);
        }
    }

    void skipProperties() {
        int length = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int digit = byteUpTo(0xFF);
            if (!isRight) {
                return;
            }
            length |= (digit & 0x7F) << shift;
            if (digit < 0x80) {
                skip(length);
                return;
            }
        }
        isRight = false;
    }

    /** Text without control characters, empty after a fault. */
    String text() {
        int from = at + 2;
        bytes();
        if (!isRight) {
            return "";
        }
        String text = decode(from, at - from);
        isRight = text != null && text.chars().noneMatch(PacketFields::isForbidden);
        return isRight ? text : "";
    }

    /** As {@link #text} for those who only ask whether it is right: plain ASCII, as most topics are, is not decoded. */
    void skipText() {
        int from = at;
        bytes();
        if (isRight && body.forEachByte(from + 2, at - from - 2, PLAIN) >= 0) {
            at = from;
            text();
        }
    }

    private String decode(int from, int length) {
        ByteBuffer bytes = body.nioBuffer(from, length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isForbidden(int c) {
        return Character.isISOControl(c) || c == 0xFFFE || c == 0xFFFF;
    }
}
