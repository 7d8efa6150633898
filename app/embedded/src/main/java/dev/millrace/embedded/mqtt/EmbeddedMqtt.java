// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import dev.millrace.embedded.EnvironmentError;
import dev.millrace.embedded.LoopbackPort;
import dev.millrace.model.MillraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MQTT 3.1.1 and 5 broker in this process, on 127.0.0.1 only, without authentication. Subscriptions, retained messages,
 * wills and sessions work as usual and are kept in memory; what clients publish is safe when the {@link MqttReceiver} says so.
 * {@link #close} may be called from any thread, more than once.
 */
public final class EmbeddedMqtt implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMqtt.class);
    private static final String FLAG = "--mqtt-port";

    private final Broker broker;
    private final int port;
    private boolean isClosed;

    private EmbeddedMqtt(Broker broker, int port) {
        this.broker = broker;
        this.port = port;
    }

    /**
     * Starts the broker and returns when clients can connect.
     *
     * @param folder for its working files, made when missing
     * @throws MillraceException ENV-301 port taken, ENV-303 folder not writable, ENV-304 anything else
     */
    public static EmbeddedMqtt start(Path folder, MqttOptions options, MqttReceiver receiver) {
        LoopbackPort.requireFree("MQTT", options.port(), FLAG);
        writeConfiguration(folder, options);
        try {
            GateCheck gate = new GateCheck(receiver);
            return start(new HiveMqCore(folder, new MqttPipeline(options, gate)), gate);
        } catch (ReflectiveOperationException | LinkageError | GateCheck.BypassedException e) {
            LOG.warn(
                    "this version of the MQTT broker is not the one Millrace was made for, so it runs by its public"
                            + " interface: slower, and less strict with clients cause={}",
                    e.toString());
            return startBySdk(folder, options, receiver);
        } catch (Exception e) {
            throw failed(options, e);
        }
    }

    /** The way that does not rest on inner classes of the broker. */
    static EmbeddedMqtt startBySdk(Path folder, MqttOptions options, MqttReceiver receiver) {
        writeConfiguration(folder, options);
        try {
            GateCheck gate = new GateCheck(receiver);
            return start(new HiveMqBySdk(folder, gate), gate);
        } catch (Exception e) {
            throw failed(options, e);
        }
    }

    private static EmbeddedMqtt start(Broker broker, GateCheck gate) throws Exception {
        try {
            int port = broker.start();
            gate.run(port);
            LOG.info("mqtt started address={}:{}", LoopbackPort.HOST, port);
            return new EmbeddedMqtt(broker, port);
        } catch (Exception | LinkageError e) {
            broker.stop();
            throw e;
        }
    }

    private static MillraceException failed(MqttOptions options, Exception e) {
        LoopbackPort.requireFree("MQTT", options.port(), FLAG);
        return MillraceException.of(
                EnvironmentError.SERVER_FAILED,
                "embedded MQTT broker did not start: " + e,
                "Read the log above; another port can be given with " + FLAG + ".",
                e);
    }

    private static void writeConfiguration(Path folder, MqttOptions options) {
        try {
            for (String part : HiveMqConfiguration.FOLDERS) {
                Files.createDirectories(folder.resolve(part));
            }
            Files.writeString(folder.resolve(HiveMqConfiguration.FILE), HiveMqConfiguration.text(options));
        } catch (IOException e) {
            throw MillraceException.of(
                    EnvironmentError.FOLDER_NOT_WRITABLE,
                    "folder \"" + folder + "\" cannot be written: " + e,
                    "Give a folder that this user may write to with --data.",
                    e);
        }
    }

    public int port() {
        return port;
    }

    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        broker.stop();
        LOG.info("mqtt stopped address={}:{}", LoopbackPort.HOST, port);
    }
}
