// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.services.Services;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs HiveMQ by its public interface alone, for a version whose inside {@link HiveMqCore} does not know. Acknowledgements
 * wait as well, but each client's wait in one queue, there is no strict stage, sockets are read without a bound (a client is
 * disconnected instead), and packets that are too large are refused without a report.
 */
final class HiveMqBySdk implements Broker {
    private static final Logger LOG = LoggerFactory.getLogger(HiveMqBySdk.class);
    private static final long STOP_TIMEOUT_MS = 5000;

    private final Path folder;
    private final MqttReceiver receiver;
    private EmbeddedHiveMQ hiveMq;

    HiveMqBySdk(Path folder, MqttReceiver receiver) {
        this.folder = folder;
        this.receiver = receiver;
    }

    @Override
    public int start() throws Exception {
        HiveMqConfiguration.tune();
        CompletableFuture<Integer> port = new CompletableFuture<>();
        OpenDoor door = new OpenDoor(() -> {
            Services.initializerRegistry()
                    .setClientInitializer((input, client) ->
                            new SdkGate(receiver, input.getClientInformation().getClientId()).install(client));
            Services.extensionExecutorService().schedule(() -> portOfListener(port), 0, TimeUnit.MILLISECONDS);
        });
        hiveMq = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(folder.resolve(HiveMqConfiguration.CONFIGURATION))
                .withDataFolder(folder.resolve(HiveMqConfiguration.DATA))
                .withExtensionsFolder(folder.resolve(HiveMqConfiguration.EXTENSIONS))
                .withEmbeddedExtension(door.extension())
                .withoutLoggingBootstrap()
                .build();
        hiveMq.start().get();
        return port.get(STOP_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }

    /** Asks again until the listener is bound, because extensions start before it. */
    private static void portOfListener(CompletableFuture<Integer> port) {
        Services.adminService().getServerInformation().getListener().stream()
                .map(listener -> listener.getPort())
                .filter(number -> number > 0)
                .findFirst()
                .ifPresentOrElse(port::complete, () -> Services.extensionExecutorService()
                        .schedule(() -> portOfListener(port), 20, TimeUnit.MILLISECONDS));
    }

    @Override
    public void stop() {
        if (hiveMq == null) {
            return;
        }
        EmbeddedHiveMQ stopped = hiveMq;
        hiveMq = null;
        try {
            stopped.stop().get(STOP_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("mqtt broker has not stopped after {} ms cause={}", STOP_TIMEOUT_MS, e.toString());
        }
    }
}
