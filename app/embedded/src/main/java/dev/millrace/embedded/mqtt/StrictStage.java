// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Looks at the raw bytes of one connection before the broker does. Cuts them into packets, refuses what {@link PacketRules}
 * forbid and what is too large, and hands on the rest as it came. A PUBLISH is not collected: its payload flows through.
 *
 * <p>Keeps at most one incomplete packet, never more than the largest one allowed.
 */
final class StrictStage extends ChannelInboundHandlerAdapter {
    private static final int FIXED_HEADER_BYTES_MAX = 5;
    /** Of a PUBLISH that is too large so much is kept for the ledger. */
    private static final int EXCERPT_BYTES = 64 * 1024;

    private static final byte MALFORMED = (byte) 0x81;
    private static final byte TOO_LARGE = (byte) 0x95;

    private final int packetBytesMax;
    private final MqttReceiver receiver;
    private final PacketRules rules = new PacketRules();
    /** Beginning of a packet that is not complete. */
    private ByteBuf rest = Unpooled.EMPTY_BUFFER;
    /** Bytes of a PUBLISH that are still to come and need no look. */
    private int passing;

    private boolean isRefused;
    private byte refusal = MALFORMED;

    StrictStage(int packetBytesMax, MqttReceiver receiver) {
        this.packetBytesMax = packetBytesMax;
        this.receiver = receiver;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf arrived = (ByteBuf) message;
        if (isRefused) {
            arrived.release();
            return;
        }
        ByteBuf all = arrived;
        if (rest.isReadable()) {
            all = Unpooled.wrappedBuffer(rest, arrived);
            rest = Unpooled.EMPTY_BUFFER;
        }
        int good = walk(ctx, all);
        if (!isRefused && good < all.readableBytes()) {
            rest = ctx.alloc().buffer(all.readableBytes() - good);
            rest.writeBytes(all, all.readerIndex() + good, all.readableBytes() - good);
        }
        if (good == 0) {
            all.release();
        } else {
            all.writerIndex(all.readerIndex() + good);
            ctx.fireChannelRead(all);
        }
        if (isRefused) {
            refuse(ctx);
        }
    }

    /** Number of bytes that may go on. Sets isRefused when what follows them may not. */
    private int walk(ChannelHandlerContext ctx, ByteBuf in) {
        int start = in.readerIndex();
        int end = in.writerIndex();
        int at = start + Math.min(passing, end - start);
        passing -= at - start;
        while (at < end) {
            int step = packet(in, at, end);
            if (step <= 0) {
                break;
            }
            at += step;
        }
        return at - start;
    }

    /** Bytes of the packet at a position that may go on; 0 when more must come first or it was refused. */
    private int packet(ByteBuf in, int at, int end) {
        int first = in.getUnsignedByte(at);
        if (!rules.isAllowedNext(first)) {
            isRefused = true;
            return 0;
        }
        long header = remainingLength(in, at + 1, end);
        if (header < 0) {
            isRefused = end - at >= FIXED_HEADER_BYTES_MAX;
            return 0;
        }
        int body = at + 1 + (int) (header >>> 32);
        long bodyBytes = header & 0xFFFF_FFFFL;
        if (bodyBytes + body - at > packetBytesMax) {
            return tooLarge(in, at, body, bodyBytes);
        }
        int size = body - at + (int) bodyBytes;
        boolean isPublish = first >> 4 == PacketRules.PUBLISH;
        if (isPublish) {
            return publish(in, at, body, size);
        }
        if (at + size > end) {
            return 0;
        }
        if (!rules.isAllowed(first, in.slice(body, (int) bodyBytes))) {
            isRefused = true;
            return 0;
        }
        rules.passed(first, in.slice(body, (int) bodyBytes));
        return size;
    }

    private int publish(ByteBuf in, int at, int body, int size) {
        int there = Math.min(size, in.writerIndex() - at);
        PacketRules.Head head =
                rules.publishHead(in.getUnsignedByte(at), in.slice(body, at + there - body), size - (body - at));
        isRefused = head == PacketRules.Head.FORBIDDEN;
        if (head != PacketRules.Head.FINE) {
            return 0;
        }
        passing = size - there;
        return there;
    }

    /** Length in the low word, bytes it takes in the high word; -1 when it is not complete or not valid. */
    private static long remainingLength(ByteBuf in, int at, int end) {
        long length = 0;
        for (int i = 0; i < FIXED_HEADER_BYTES_MAX - 1 && at + i < end; i++) {
            int digit = in.getUnsignedByte(at + i);
            length |= (long) (digit & 0x7F) << (7 * i);
            if (digit < 0x80) {
                return (long) (i + 1) << 32 | length;
            }
        }
        return -1;
    }

    private int tooLarge(ByteBuf in, int at, int body, long bodyBytes) {
        int there = in.writerIndex() - body;
        boolean isPublish = in.getUnsignedByte(at) >> 4 == PacketRules.PUBLISH;
        if (isPublish && there < Math.min(bodyBytes, EXCERPT_BYTES)) {
            // A little more, so that the ledger can tell what it was; the connection ends in any case.
            return 0;
        }
        if (isPublish) {
            reportTooLarge(in.slice(body, Math.min(there, EXCERPT_BYTES)), bodyBytes + body - at);
        }
        refusal = TOO_LARGE;
        isRefused = true;
        return 0;
    }

    private void reportTooLarge(ByteBuf body, long sizeBytes) {
        String topic = "";
        if (body.readableBytes() >= 2 && body.readableBytes() >= 2 + body.getUnsignedShort(body.readerIndex())) {
            topic = body.readSlice(body.readUnsignedShort()).toString(UTF_8);
        }
        byte[] first = new byte[body.readableBytes()];
        body.readBytes(first);
        receiver.tooLarge(rules.clientId(), topic, first, sizeBytes);
    }

    private void refuse(ChannelHandlerContext ctx) {
        boolean hasReason = rules.isConnected() && rules.isVersion5();
        if (hasReason) {
            ctx.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {(byte) 0xE0, 1, refusal}))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            ctx.close();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        rest.release();
        rest = Unpooled.EMPTY_BUFFER;
    }
}
