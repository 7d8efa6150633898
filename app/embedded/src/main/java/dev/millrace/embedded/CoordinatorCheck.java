// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.utils.Utils;

/**
 * Asks every coordinator of groups and of transactions that a broker has. A broker that starts again after a kill begins to load
 * them for the one before it, is fenced by the controller in the middle of it, and loads them again; now and then one of them was seen
 * never to come back, and then who belongs to it waits for ever without a word.
 */
final class CoordinatorCheck {
    private static final String GROUPS = "__consumer_offsets";
    private static final String TRANSACTIONS = "__transaction_state";

    private final Path folder;
    private final int timeoutMs;

    /**
     * @param folder of the broker's data; coordinators that left nothing there yet are not asked
     * @param timeoutMs how long each kind may take to answer, more than 0
     */
    CoordinatorCheck(Path folder, int timeoutMs) {
        this.folder = folder;
        this.timeoutMs = timeoutMs;
    }

    /** Whether all of them answer. Blocks no longer than twice the timeout. */
    boolean isAnswered(String bootstrapServers) {
        int groups = partitions(GROUPS);
        int transactions = partitions(TRANSACTIONS);
        if (groups + transactions == 0) {
            return true;
        }
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG, "millrace-coordinator-check",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs,
                AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        try (Admin admin = Admin.create(settings)) {
            return areGroupsAnswered(admin, groups) && areTransactionsAnswered(admin, transactions);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the coordinators of Kafka were asked", e);
        }
    }

    private boolean areGroupsAnswered(Admin admin, int partitions) throws InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();
        namesByPartition(partitions).forEach(name -> groups.put(name, new ListConsumerGroupOffsetsSpec()));
        try {
            if (!groups.isEmpty()) {
                admin.listConsumerGroupOffsets(groups, new ListConsumerGroupOffsetsOptions().timeoutMs(timeoutMs))
                        .all()
                        .get();
            }
            return true;
        } catch (ExecutionException noAnswer) {
            return false;
        }
    }

    private boolean areTransactionsAnswered(Admin admin, int partitions) throws InterruptedException {
        List<String> names = namesByPartition(partitions);
        var answers = admin.describeTransactions(names, new DescribeTransactionsOptions().timeoutMs(timeoutMs));
        for (String name : names) {
            try {
                answers.description(name).get();
            } catch (ExecutionException e) {
                // Nobody has such a transaction; that it says so is all that was asked.
                if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** For each partition a name whose coordinator it is: Kafka takes the hash of the name. */
    private static List<String> namesByPartition(int partitions) {
        List<String> names = new ArrayList<>();
        for (int number = 0; names.size() < partitions; number++) {
            String name = "millrace-coordinator-check-" + number;
            if (Utils.abs(name.hashCode()) % partitions == names.size()) {
                names.add(name);
            }
        }
        return names;
    }

    private int partitions(String topic) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return (int) files.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(topic + "-[0-9]+"))
                    .distinct()
                    .count();
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
