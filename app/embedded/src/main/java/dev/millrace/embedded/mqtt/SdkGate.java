// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.interceptor.puback.PubackOutboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.pubrec.PubrecOutboundInterceptor;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.services.Services;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The gate of one client, built from interceptors. */
final class SdkGate {
    /** When it ends the acknowledgement is sent, answered or not, so it must never end. */
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final MqttReceiver receiver;
    private final String clientId;
    /** By packet id; bounded by the ids of one client, and by disconnecting it when the receiver is full. */
    private final Map<Integer, Held> held = new ConcurrentHashMap<>();

    SdkGate(MqttReceiver receiver, String clientId) {
        this.receiver = receiver;
        this.clientId = clientId;
    }

    void install(ClientContext client) {
        PublishInboundInterceptor publish = (input, output) -> onPublish(input);
        PubackOutboundInterceptor puback = (input, output) -> {
            Held waiting = held.get(input.getPubackPacket().getPacketIdentifier());
            if (waiting != null && !waiting.isStored()) {
                waiting.park(output.async(FOR_EVER));
            }
        };
        PubrecOutboundInterceptor pubrec = (input, output) -> {
            Held waiting = held.get(input.getPubrecPacket().getPacketIdentifier());
            if (waiting != null && !waiting.isStored()) {
                waiting.park(output.async(FOR_EVER));
            }
        };
        client.addPublishInboundInterceptor(publish);
        client.addPubackOutboundInterceptor(puback);
        client.addPubrecOutboundInterceptor(pubrec);
    }

    private void onPublish(PublishInboundInput input) {
        PublishPacket packet = input.getPublishPacket();
        Held entry = new Held(packet.getPacketId());
        if (packet.getQos().getQosNumber() > 0) {
            held.put(entry.packetId, entry);
        }
        if (receiver.isFull()) {
            entry.failed();
            return;
        }
        receiver.receive(
                new MqttMessage(
                        clientId,
                        packet.getTopic(),
                        packet.getPayload().map(SdkGate::bytes).orElse(new byte[0]),
                        packet.getQos().getQosNumber(),
                        packet.getDupFlag()),
                entry);
    }

    private static byte[] bytes(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        return bytes;
    }

    /** One message on its way through the receiver. */
    private final class Held implements MqttReceiver.Answer {
        private final int packetId;
        private boolean isStored;
        private Async<?> parked;

        Held(int packetId) {
            this.packetId = packetId;
        }

        synchronized boolean isStored() {
            return isStored;
        }

        /** The acknowledgement waits from now on. */
        synchronized void park(Async<?> acknowledgement) {
            if (isStored) {
                acknowledgement.resume();
            } else {
                parked = acknowledgement;
            }
        }

        @Override
        public synchronized void stored() {
            isStored = true;
            held.remove(packetId, this);
            if (parked != null) {
                parked.resume();
            }
        }

        @Override
        public void failed() {
            Services.clientService().disconnectClient(clientId);
        }
    }
}
