// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import com.hivemq.bootstrap.netty.ChannelHandlerNames;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.util.function.Predicate;

/** Puts our two stages into the pipeline of a connection. */
final class MqttPipeline {
    private static final String STRICT = "millrace_strict";
    private static final String GATE = "millrace_gate";

    private final MqttOptions options;
    private final MqttReceiver receiver;

    MqttPipeline(MqttOptions options, MqttReceiver receiver) {
        this.options = options;
        this.receiver = receiver;
    }

    /** @param hasSubscriber whether the broker has somebody to give a message of a topic to */
    void install(Channel channel, Predicate<String> hasSubscriber) {
        ChannelPipeline pipeline = channel.pipeline();
        boolean isRefused = pipeline.get(ChannelHandlerNames.INTERCEPTOR_HANDLER) == null && !channel.isOpen();
        if (isRefused) {
            // The broker is stopping and has closed the connection.
            return;
        }
        // It waits for eleven bytes to recognise TLS, so that shorter first packets would get no answer.
        pipeline.remove(ChannelHandlerNames.NON_SSL_HANDLER);
        pipeline.addFirst(STRICT, new StrictStage(options.packetBytesMax(), receiver));
        pipeline.addBefore(
                ChannelHandlerNames.INTERCEPTOR_HANDLER,
                GATE,
                new GateStage(options.unansweredMax(), receiver, hasSubscriber));
    }
}
