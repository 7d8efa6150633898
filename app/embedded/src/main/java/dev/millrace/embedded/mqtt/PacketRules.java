// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import io.netty.buffer.ByteBuf;

/**
 * What the MQTT standards forbid a client to send and HiveMQ takes all the same, most of it in MQTT 3.1.1. Remembers of one
 * connection whether and how it connected. All bodies are without their fixed header.
 */
final class PacketRules {
    static final int CONNECT = 1;
    static final int PUBLISH = 3;
    private static final int PUBACK = 4;
    private static final int PUBREC = 5;
    private static final int PUBREL = 6;
    private static final int PUBCOMP = 7;
    private static final int SUBSCRIBE = 8;
    private static final int UNSUBSCRIBE = 10;
    private static final int PINGREQ = 12;
    private static final int DISCONNECT = 14;

    private static final int VERSION_5 = 5;
    private static final int QOS_BITS = 0x06;
    private static final int ID_BYTES = 2;

    /** Verdict on the head of a PUBLISH. */
    enum Head {
        FINE,
        /** Not enough bytes to tell. */
        MORE,
        FORBIDDEN
    }

    private int version;
    private String clientId = "";

    boolean isConnected() {
        return version != 0;
    }

    boolean isVersion5() {
        return version == VERSION_5;
    }

    String clientId() {
        return clientId;
    }

    /** Whether a packet with this first byte may come now. */
    boolean isAllowedNext(int first) {
        return isConnected() || first >> 4 == CONNECT;
    }

    /** Looks at topic and packet id of a PUBLISH, of which a part may still be missing. */
    Head publishHead(int first, ByteBuf body, int bodyBytes) {
        if (isVersion5()) {
            return Head.FINE;
        }
        int idBytes = (first & QOS_BITS) == 0 ? 0 : ID_BYTES;
        if (bodyBytes < ID_BYTES + idBytes) {
            return Head.FORBIDDEN;
        }
        if (body.readableBytes() < ID_BYTES) {
            return Head.MORE;
        }
        int topicBytes = body.getUnsignedShort(body.readerIndex());
        int headBytes = ID_BYTES + topicBytes + idBytes;
        if (headBytes > bodyBytes || (first & QOS_BITS) == QOS_BITS) {
            return Head.FORBIDDEN;
        }
        if (body.readableBytes() < headBytes) {
            return Head.MORE;
        }
        PacketFields fields = new PacketFields(body);
        fields.skipText();
        if (idBytes > 0) {
            fields.id();
        }
        return fields.isRight() ? Head.FINE : Head.FORBIDDEN;
    }

    /** Whether a complete packet, not PUBLISH, is right. */
    boolean isAllowed(int first, ByteBuf body) {
        int type = first >> 4;
        int flags = first & 0x0F;
        if (type == CONNECT) {
            return isConnected() || isConnectAllowed(flags, body);
        }
        if (isVersion5()) {
            // The broker checks the rest of these packets well.
            boolean isEmptyKind = type == PINGREQ;
            return flags == (hasFlagTwo(type) ? 2 : 0) && !(isEmptyKind && body.isReadable());
        }
        return switch (type) {
            case PUBACK, PUBREC, PUBCOMP -> flags == 0 && isOnlyId(body);
            case PUBREL -> flags == 2 && isOnlyId(body);
            case SUBSCRIBE -> flags == 2 && isFilters(body, true);
            case UNSUBSCRIBE -> flags == 2 && isFilters(body, false);
            case PINGREQ, DISCONNECT -> flags == 0 && !body.isReadable();
            default -> true;
        };
    }

    private static boolean hasFlagTwo(int type) {
        return type == PUBREL || type == SUBSCRIBE || type == UNSUBSCRIBE;
    }

    private static boolean isOnlyId(ByteBuf body) {
        PacketFields fields = new PacketFields(body);
        fields.id();
        return fields.isRightAndRead();
    }

    private static boolean isFilters(ByteBuf body, boolean hasQos) {
        PacketFields fields = new PacketFields(body);
        fields.id();
        boolean isAny = false;
        while (fields.isRight() && fields.isMore()) {
            fields.text();
            if (hasQos) {
                fields.byteUpTo(2);
            }
            isAny = true;
        }
        return isAny && fields.isRight();
    }

    private boolean isConnectAllowed(int flags, ByteBuf body) {
        PacketFields fields = new PacketFields(body);
        String protocol = fields.text();
        boolean isProtocol = protocol.equals("MQTT") || protocol.equals("MQIsdp");
        if (!isProtocol) {
            return false;
        }
        int level = fields.byteUpTo(0xFF);
        if (level < 3 || level > VERSION_5) {
            // The broker answers that it does not speak this version.
            return true;
        }
        if (flags != 0 && level != 3) {
            return false;
        }
        int connectFlags = fields.byteUpTo(0xFF);
        fields.skip(2);
        readPayload(fields, level, connectFlags);
        return fields.isRightAndRead();
    }

    private static String readPayload(PacketFields fields, int level, int connectFlags) {
        if (level == VERSION_5) {
            fields.skipProperties();
        }
        String id = fields.text();
        if ((connectFlags & 0x04) != 0) {
            if (level == VERSION_5) {
                fields.skipProperties();
            }
            fields.text();
            fields.bytes();
        }
        if ((connectFlags & 0x80) != 0) {
            fields.text();
        }
        if ((connectFlags & 0x40) != 0) {
            fields.bytes();
        }
        return id;
    }

    /** Remembers a packet that was let through. */
    void passed(int first, ByteBuf body) {
        if (first >> 4 != CONNECT || isConnected()) {
            return;
        }
        PacketFields fields = new PacketFields(body);
        fields.text();
        version = Math.max(1, fields.byteUpTo(0xFF));
        int connectFlags = fields.byteUpTo(0xFF);
        fields.skip(2);
        clientId = readPayload(fields, version, connectFlags);
    }
}
