// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import com.hivemq.bootstrap.ClientConnection;
import com.hivemq.bootstrap.ClientConnectionContext;
import com.hivemq.mqtt.handler.publish.DefaultPermissionsEvaluator;
import com.hivemq.mqtt.message.ProtocolVersion;
import com.hivemq.mqtt.message.QoS;
import com.hivemq.mqtt.message.mqtt5.Mqtt5UserProperties;
import com.hivemq.mqtt.message.puback.PUBACK;
import com.hivemq.mqtt.message.publish.PUBLISH;
import com.hivemq.mqtt.message.pubrec.PUBREC;
import com.hivemq.mqtt.message.pubrel.PUBREL;
import com.hivemq.mqtt.message.reason.Mqtt5PubAckReasonCode;
import com.hivemq.util.Topics;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderException;
import io.netty.util.collection.IntObjectHashMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows each PUBLISH of one connection to the receiver and lets it go on to the broker at once, but holds back PUBACK and
 * PUBREC until the receiver has answered. So the broker's queue of the client is never blocked, and many messages of one
 * client wait at the same time. A message that the broker could only acknowledge, because nobody subscribed to its topic and
 * it is not to be retained, does not go on to the broker at all: that is a third of a reading's cost at this door.
 *
 * <p>Reads no more from the socket while too much is unanswered. A message of QoS 2 that comes a second time before its
 * PUBREL is not shown again. Lives on the thread of the connection; only answers come from others.
 */
final class GateStage extends ChannelDuplexHandler {
    private static final Logger LOG = LoggerFactory.getLogger(GateStage.class);
    /** Reasons of DISCONNECT in MQTT 5. */
    private static final int MALFORMED = 0x81;

    private static final int IMPLEMENTATION_ERROR = 0x83;

    private final int unansweredMax;
    private final MqttReceiver receiver;
    private final Predicate<String> hasSubscriber;
    /** By packet id, from PUBLISH until its acknowledgement was let through. */
    private final IntObjectHashMap<Held> held = new IntObjectHashMap<>();
    /** Packet ids of QoS 2 between PUBLISH and PUBREL. */
    private final IntObjectHashMap<Boolean> exactlyOnce = new IntObjectHashMap<>();
    /** Bounded by the messages that are unanswered. */
    private final Queue<Held> answered = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean isDrainScheduled = new AtomicBoolean();
    private ChannelHandlerContext ctx;
    private int unanswered;
    private boolean isPaused;

    /** @param hasSubscriber whether the broker has somebody to give a message of a topic to */
    GateStage(int unansweredMax, MqttReceiver receiver, Predicate<String> hasSubscriber) {
        this.unansweredMax = unansweredMax;
        this.receiver = receiver;
        this.hasSubscriber = hasSubscriber;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof PUBLISH publish) {
            if (onPublish(publish)) {
                return;
            }
        } else if (message instanceof PUBREL pubrel) {
            exactlyOnce.remove(pubrel.getPacketIdentifier());
        }
        context.fireChannelRead(message);
    }

    /** The broker logs a stack trace for bytes that its decoder does not expect; a bad client would fill the log with them. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException) {
            LOG.debug("connection closed, packet cannot be decoded cause={}", cause.toString());
            disconnect(MALFORMED);
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    /** Whether the broker need not see it. */
    private boolean onPublish(PUBLISH publish) {
        ClientConnection connection = ClientConnection.of(ctx.channel());
        boolean isAllowed = DefaultPermissionsEvaluator.checkPublish(connection.getAuthPermissions(), publish);
        if (!isAllowed || isSecondOfExactlyOnce(publish)) {
            return false;
        }
        Held entry = new Held(publish.getPacketIdentifier());
        if (publish.getQoS() != QoS.AT_MOST_ONCE) {
            entry.earlier = held.put(entry.packetId, entry);
        }
        boolean isForNobody = isForNobody(publish);
        if (isForNobody && publish.getQoS() == QoS.AT_LEAST_ONCE) {
            entry.acknowledgement = new PUBACK(
                    entry.packetId,
                    Mqtt5PubAckReasonCode.NO_MATCHING_SUBSCRIBERS,
                    null,
                    Mqtt5UserProperties.NO_USER_PROPERTIES);
            entry.promise = ctx.newPromise();
        }
        unanswered++;
        byte[] payload = publish.getPayload() == null ? new byte[0] : publish.getPayload();
        receiver.receive(
                new MqttMessage(
                        connection.getClientId(),
                        publish.getTopic(),
                        payload,
                        publish.getQoS().getQosNumber(),
                        publish.isDuplicateDelivery()),
                entry);
        pauseIfFull();
        return isForNobody;
    }

    /** The broker would look for subscribers, find none and acknowledge. What it might refuse, keep or know already is its own. */
    private boolean isForNobody(PUBLISH publish) {
        return publish.getQoS() != QoS.EXACTLY_ONCE
                && !publish.isRetain()
                && !publish.isDuplicateDelivery()
                && Topics.isValidTopicToPublish(publish.getTopic())
                && !hasSubscriber.test(publish.getTopic());
    }

    private boolean isSecondOfExactlyOnce(PUBLISH publish) {
        return publish.getQoS() == QoS.EXACTLY_ONCE
                && exactlyOnce.put(publish.getPacketIdentifier(), Boolean.TRUE) != null;
    }

    private void pauseIfFull() {
        if (isPaused || unanswered >= unansweredMax || receiver.isFull()) {
            isPaused = true;
            // Set every time: barriers of the broker also switch it on.
            ctx.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        Held entry = heldFor(message);
        if (entry == null) {
            context.write(message, promise);
        } else if (entry.isStoredWithEarlier()) {
            held.remove(entry.packetId);
            context.write(message, promise);
        } else {
            entry.acknowledgement = message;
            entry.promise = promise;
        }
    }

    private Held heldFor(Object message) {
        if (message instanceof PUBACK puback) {
            return held.get(puback.getPacketIdentifier());
        }
        return message instanceof PUBREC pubrec ? held.get(pubrec.getPacketIdentifier()) : null;
    }

    /** Called by any thread. */
    private void answer(Held entry) {
        answered.add(entry);
        if (isDrainScheduled.compareAndSet(false, true)) {
            try {
                ctx.executor().execute(this::drain);
            } catch (RejectedExecutionException e) {
                // The broker has stopped, and with it the connection that waited for this answer.
                answered.clear();
            }
        }
    }

    /** One task and one flush for many answers: a flush for each costs three times the throughput of a busy connection. */
    private void drain() {
        isDrainScheduled.set(false);
        boolean isWritten = false;
        for (Held entry = answered.poll(); entry != null; entry = answered.poll()) {
            unanswered--;
            if (!entry.isStored) {
                disconnect(IMPLEMENTATION_ERROR);
                return;
            }
            isWritten |= release(entry);
        }
        if (isWritten) {
            ctx.flush();
        }
        resumeIfRoom();
    }

    private boolean release(Held entry) {
        Held newest = held.get(entry.packetId);
        if (newest == null || newest.acknowledgement == null || !newest.isStoredWithEarlier()) {
            return false;
        }
        held.remove(newest.packetId);
        ctx.write(newest.acknowledgement, newest.promise);
        return true;
    }

    private void resumeIfRoom() {
        // With nothing unanswered nobody would wake this connection later, so it may go on even when all together are
        // many.
        boolean isRoom = unanswered == 0 || unanswered <= unansweredMax / 2 && !receiver.isFull();
        if (isPaused && isRoom) {
            isPaused = false;
            ctx.channel().config().setAutoRead(true);
        }
    }

    private void disconnect(int reason) {
        ClientConnectionContext connection = ClientConnectionContext.of(ctx.channel());
        if (connection.getProtocolVersion() == ProtocolVersion.MQTTv5) {
            ctx.pipeline()
                    .firstContext()
                    .writeAndFlush(Unpooled.wrappedBuffer(new byte[] {(byte) 0xE0, 1, (byte) reason}))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            ctx.close();
        }
    }

    /** One message on its way through the receiver. */
    private final class Held implements MqttReceiver.Answer {
        private final int packetId;
        /** Message with the same id that was still waiting, when the client broke the rule; it must be stored as well. */
        private Held earlier;

        private volatile boolean isStored;
        private Object acknowledgement;
        private ChannelPromise promise;

        Held(int packetId) {
            this.packetId = packetId;
        }

        boolean isStoredWithEarlier() {
            return isStored && (earlier == null || earlier.isStoredWithEarlier());
        }

        @Override
        public void stored() {
            isStored = true;
            answer(this);
        }

        @Override
        public void failed() {
            answer(this);
        }
    }
}
