// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import com.codahale.metrics.MetricRegistry;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import com.hivemq.HiveMQServer;
import com.hivemq.bootstrap.HiveMQNettyBootstrap;
import com.hivemq.bootstrap.ListenerStartupInformation;
import com.hivemq.bootstrap.netty.ChannelDependencies;
import com.hivemq.bootstrap.netty.ChannelInitializerFactoryImpl;
import com.hivemq.bootstrap.netty.initializer.AbstractChannelInitializer;
import com.hivemq.bootstrap.netty.initializer.TcpChannelInitializer;
import com.hivemq.configuration.ConfigurationBootstrap;
import com.hivemq.configuration.info.SystemInformationImpl;
import com.hivemq.configuration.service.FullConfigurationService;
import com.hivemq.configuration.service.entity.TcpListener;
import com.hivemq.extensions.ExtensionBootstrap;
import com.hivemq.logging.EventLog;
import com.hivemq.mqtt.topic.tree.LocalTopicTree;
import com.hivemq.mqtt.topic.tree.TopicSubscribers;
import com.hivemq.persistence.connection.ConnectionPersistence;
import com.hivemq.persistence.payload.PublishPayloadPersistence;
import com.hivemq.security.ssl.NonSslHandler;
import com.hivemq.security.ssl.SslFactory;
import io.netty.channel.Channel;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.inject.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts HiveMQ from its parts, so that our stages are in every pipeline before the first byte is read. Does what {@code
 * EmbeddedHiveMQ} does, without its garbage collection and its wait for threads of its own. Written for HiveMQ CE 2025.5.
 */
final class HiveMqCore implements Broker {
    /** The one private field that is set: which initializer a listener gets. */
    private static final String FACTORY_FIELD = "channelInitializerFactory";

    private static final String HOME = "hivemq.home";

    private static final Logger LOG = LoggerFactory.getLogger(HiveMqCore.class);
    private static final long CLOSE_TIMEOUT_MS = 1000;

    private final Path folder;
    private final MqttPipeline pipeline;
    private HiveMQServer server;

    HiveMqCore(Path folder, MqttPipeline pipeline) {
        this.folder = folder;
        this.pipeline = pipeline;
    }

    @Override
    public int start() throws Exception {
        HiveMqConfiguration.tune();
        if (System.getProperty(HOME) == null) {
            // All folders are given below, but it warns and makes a temporary one when this is missing.
            System.setProperty(HOME, folder.toAbsolutePath().toString());
        }
        SystemInformationImpl folders = new SystemInformationImpl(
                false,
                true,
                folder.resolve(HiveMqConfiguration.CONFIGURATION).toFile(),
                folder.resolve(HiveMqConfiguration.DATA).toFile(),
                folder.resolve(HiveMqConfiguration.EXTENSIONS).toFile());
        folders.init();
        FullConfigurationService configuration = ConfigurationBootstrap.bootstrapConfig(folders);
        server = new HiveMQServer(folders, new MetricRegistry(), configuration, false, false);
        server.bootstrap();
        Injector injector = server.getInjector();
        injector.getInstance(PublishPayloadPersistence.class).init();
        injector.getInstance(ExtensionBootstrap.class)
                .startExtensionSystem(new OpenDoor(() -> {}).extension())
                .get();
        HiveMQNettyBootstrap netty = injector.getInstance(HiveMQNettyBootstrap.class);
        Field factory = HiveMQNettyBootstrap.class.getDeclaredField(FACTORY_FIELD);
        factory.setAccessible(true);
        factory.set(netty, new Initializers(injector));
        return portOf(netty.bootstrapServer().get());
    }

    private static int portOf(List<ListenerStartupInformation> started) {
        ListenerStartupInformation listener = started.get(0);
        if (!listener.isSuccessful()) {
            throw new IllegalStateException(
                    "the listener is not bound: " + listener.getException().orElse(null));
        }
        return listener.getListener().getPort();
    }

    /**
     * Closes the listener and all connections. The rest of the broker ends by itself: it keeps nothing outside of memory, and
     * its threads wait two seconds for work that cannot come any more.
     */
    @Override
    public void stop() {
        if (server == null) {
            return;
        }
        HiveMQServer stopped = server;
        server = null;
        closeConnections(stopped.getInjector());
        Thread rest = new Thread(stopped::stop, "mqtt-stop");
        rest.setDaemon(true);
        rest.start();
    }

    private static void closeConnections(Injector injector) {
        if (injector == null) {
            return;
        }
        try {
            injector.getInstance(ConnectionPersistence.class).shutDown().get(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("mqtt connections are not all closed after {} ms cause={}", CLOSE_TIMEOUT_MS, e.toString());
        }
    }

    /** Makes the pipelines of plain TCP connections ours. */
    private final class Initializers extends ChannelInitializerFactoryImpl {
        private final ChannelDependencies dependencies;
        private final Provider<NonSslHandler> nonSslHandlers;
        private final LocalTopicTree subscriptions;

        Initializers(Injector injector) {
            this(
                    injector,
                    injector.getInstance(ChannelDependencies.class),
                    injector.getInstance(Key.get(new TypeLiteral<Provider<NonSslHandler>>() {})));
        }

        private Initializers(
                Injector injector, ChannelDependencies dependencies, Provider<NonSslHandler> nonSslHandlers) {
            super(
                    dependencies,
                    injector.getInstance(SslFactory.class),
                    nonSslHandlers,
                    injector.getInstance(EventLog.class));
            this.dependencies = dependencies;
            this.nonSslHandlers = nonSslHandlers;
            subscriptions = injector.getInstance(LocalTopicTree.class);
        }

        private boolean hasSubscriber(String topic) {
            TopicSubscribers found = subscriptions.findTopicSubscribers(topic);
            return !found.getSubscribers().isEmpty()
                    || !found.getSharedSubscriptions().isEmpty();
        }

        @Override
        protected AbstractChannelInitializer createTcpInitializer(TcpListener listener) {
            return new TcpChannelInitializer(dependencies, listener, nonSslHandlers) {
                @Override
                protected void initChannel(Channel channel) throws Exception {
                    super.initChannel(channel);
                    pipeline.install(channel, Initializers.this::hasSubscriber);
                }
            };
        }
    }
}
