// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.kafka.Topics;
import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.model.MillraceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the streams of a pipeline back at its start until its reference tables were read to where they ended then, and until what was
 * read has reached the joins. Whether that is so is told by what the group has committed, so that it holds for all processes of
 * the pipeline. Opens once and stays open. Thread-safe.
 */
final class ReferenceGate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceGate.class);
    private static final long ASK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final String group;
    private final Set<String> held = new TreeSet<>();
    private final List<String> tables = new ArrayList<>();
    private final List<String> exchanges = new ArrayList<>();
    private final Topics topics;
    private Map<TopicPartition, Long> tableEnds;
    private BooleanSupplier isRunning = () -> false;
    private long askedNanos;
    private volatile boolean isOpen;

    ReferenceGate(Hosting hosting, String group) {
        this.group = group;
        for (TaskPlan task : hosting.graph().tasks()) {
            if (!(task.inputs().get(0) instanceof TableInput table)) {
                continue;
            }
            String topic = hosting.topics().tableTopic(table.table());
            if (!hosting.graph().isReference(table.id())) {
                held.add(topic);
                continue;
            }
            tables.add(topic);
            for (Exchange exchange : task.sends()) {
                exchanges.add(hosting.topics().exchangeTopic(exchange));
            }
        }
        held.removeAll(tables);
        isOpen = tables.isEmpty() || held.isEmpty();
        topics = isOpen ? null : new Topics(hosting.settings().client());
        if (!isOpen) {
            LOG.info("pipeline reads its reference tables first pipeline={} topics={}", hosting.pipeline(), tables);
        }
    }

    /** Says how to find out whether the tasks have their state back; before that nothing may be let through. */
    void runningWhen(BooleanSupplier condition) {
        isRunning = condition;
    }

    /** Whether the topic is one that has to wait. */
    boolean holds(String topic) {
        return held.contains(topic);
    }

    /** Asks Kafka now and then, some milliseconds each time, until the tables are read. */
    boolean isOpen() {
        if (!isOpen) {
            ask();
        }
        return isOpen;
    }

    private synchronized void ask() {
        long now = System.nanoTime();
        if (isOpen || now - askedNanos < ASK_EVERY_NANOS || !isRunning.getAsBoolean()) {
            return;
        }
        askedNanos = now;
        try {
            if (tableEnds == null) {
                tableEnds = topics.endOffsets(tables);
            }
            isOpen = isRead(tableEnds) && isRead(topics.endOffsets(exchanges));
        } catch (MillraceException e) {
            LOG.debug("reference tables could not be asked for group={} cause={}", group, e.toString());
        }
        if (isOpen) {
            LOG.info("reference tables are read group={}", group);
            topics.close();
        }
    }

    private boolean isRead(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> committed = topics.committed(group);
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0 || committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    @Override
    public synchronized void close() {
        if (!isOpen) {
            isOpen = true;
            topics.close();
        }
    }
}
