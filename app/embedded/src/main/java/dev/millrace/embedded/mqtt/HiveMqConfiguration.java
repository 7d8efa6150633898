// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import com.hivemq.configuration.service.InternalConfigurations;
import dev.millrace.embedded.LoopbackPort;
import java.util.List;

/** HiveMQ's configuration file and the settings that it takes from nowhere else. */
final class HiveMqConfiguration {
    static final String CONFIGURATION = "conf";
    static final String DATA = "data";
    static final String EXTENSIONS = "extensions";
    static final List<String> FOLDERS = List.of(CONFIGURATION, DATA, EXTENSIONS);
    static final String FILE = CONFIGURATION + "/config.xml";

    /** 64 are made for servers with many cores; each costs start-up time. */
    private static final int BUCKETS = 4;

    private static final int THREADS = 2;
    /** Commands wait here for devices that are away or slow; HiveMQ's 1,000 are gone in a burst. */
    private static final int QUEUED_MESSAGES_MAX = 10_000;

    private HiveMqConfiguration() {}

    static String text(MqttOptions options) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tcp-listener>
                      <port>%d</port>
                      <bind-address>%s</bind-address>
                    </tcp-listener>
                  </listeners>
                  <persistence>
                    <mode>in-memory</mode>
                  </persistence>
                  <mqtt>
                    <packets>
                      <max-packet-size>%d</max-packet-size>
                    </packets>
                    <receive-maximum>
                      <server-receive-maximum>65535</server-receive-maximum>
                    </receive-maximum>
                    <queued-messages>
                      <max-queue-size>%d</max-queue-size>
                    </queued-messages>
                  </mqtt>
                  <anonymous-usage-statistics>
                    <enabled>false</enabled>
                  </anonymous-usage-statistics>
                </hivemq>
                """
                .formatted(options.port(), LoopbackPort.HOST, options.packetBytesMax(), QUEUED_MESSAGES_MAX);
    }

    /** Settings of the whole JVM, made before each start. */
    static void tune() {
        InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
        InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
        InternalConfigurations.PERSISTENCE_STARTUP_THREAD_POOL_SIZE.set(THREADS);
        InternalConfigurations.SINGLE_WRITER_THREAD_POOL_SIZE.set(THREADS);
        InternalConfigurations.MANAGED_EXTENSION_THREAD_POOL_THREADS_COUNT.set(1);
        InternalConfigurations.EXTENSION_TASK_QUEUE_EXECUTOR_THREADS_COUNT.set(1);
        // Two seconds of every stop.
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(0);
        InternalConfigurations.JMX_REPORTER_ENABLED.set(false);
        // Reason strings are longer than the packets they explain and tell strangers about us.
        InternalConfigurations.DISCONNECT_WITH_REASON_STRING_ENABLED.set(false);
        InternalConfigurations.CONNACK_WITH_REASON_STRING_ENABLED.set(false);
    }
}
