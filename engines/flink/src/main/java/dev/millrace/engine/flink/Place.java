// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.engine.process.FlinkError;
import dev.millrace.model.MillraceException;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.MiniClusterClient;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * Where jobs run: a cluster within this process, or one that runs already.
 *
 * @param mini null when the cluster is not ours
 * @param jars that the cluster does not have and the job brings along
 */
record Place(ClusterClient<?> client, MiniCluster mini, List<URL> jars) implements AutoCloseable {
    /** What a Flink cluster has by itself, and what it logs with. */
    private static final Pattern OF_THE_CLUSTER = Pattern.compile(
            "(flink-(?!connector-(kafka|base)-).*|frocksdbjni|forstjni|logback|slf4j|kryo|snakeyaml|RoaringBitmap|commons-(?!lang3).*"
                    + "|javassist|async-profiler|reflectasm|objenesis|minlog|jsr305).*\\.jar");

    private static final long MEBIBYTES_OF_NETWORK = 64;
    private static final long MEBIBYTES_OF_BACKENDS = 1024;

    /** A cluster in this process with so many slots. */
    static Place here(int slots) {
        Configuration settings = new Configuration();
        MemorySize network = MemorySize.ofMebiBytes(MEBIBYTES_OF_NETWORK);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        // An upper bound of what RocksDB and ForSt take beside the heap, for all slots; nothing is taken before.
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(MEBIBYTES_OF_BACKENDS));
        // Accounts come with heartbeats.
        settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(500));
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .withRandomPorts()
                .build());
        try {
            cluster.start();
        } catch (Exception e) {
            throw MillraceException.of(
                    FlinkError.CLUSTER_AWAY,
                    "Flink's cluster did not start in the process of the engine: " + e,
                    "Read the cause; memory is a usual one.",
                    e);
        }
        return new Place(new MiniClusterClient(settings, cluster), cluster, List.of());
    }

    /** A cluster that runs already. */
    static Place at(String address) {
        int colon = address.lastIndexOf(':');
        Configuration settings = new Configuration();
        settings.set(RestOptions.ADDRESS, address.substring(0, colon));
        settings.set(RestOptions.PORT, Integer.parseInt(address.substring(colon + 1)));
        settings.set(RestOptions.RETRY_MAX_ATTEMPTS, 3);
        settings.set(RestOptions.RETRY_DELAY, Duration.ofMillis(500));
        try {
            return new Place(new RestClusterClient<>(settings, "standalone"), null, ownJars());
        } catch (Exception e) {
            throw MillraceException.of(
                    FlinkError.CLUSTER_AWAY, "no client for Flink at " + address + ": " + e, "Check --flink.", e);
        }
    }

    private static List<URL> ownJars() throws MalformedURLException {
        List<URL> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (!OF_THE_CLUSTER.matcher(jar.getFileName().toString()).matches()) {
                jars.add(jar.toUri().toURL());
            }
        }
        return jars;
    }

    boolean isHere() {
        return mini != null;
    }

    @Override
    public void close() {
        client.close();
        if (mini != null) {
            mini.closeAsync().join();
        }
    }
}
