// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.model.ErrorCode;

/** What the flink engine says; here, so that it is documented without Flink. */
public enum FlinkError implements ErrorCode {
    OPTION_WRONG(
            "ENG-461",
            Category.USER,
            "An option of the flink engine has a value that it cannot take.",
            "Correct the option; the message says which values are right."),
    FORMAT_MISSING(
            "ENG-462",
            Category.USER,
            "A table names a format that the flink engine does not know.",
            "Use one of the formats in the message."),
    JOB_FAILED(
            "ENG-463",
            Category.INTERNAL,
            "A Flink job failed and is not started again.",
            "Read the cause; the pipeline goes on from its last checkpoint when it is started again."),
    NOT_DRAINED(
            "ENG-464",
            Category.INTERNAL,
            "A scenario on Flink did not come to rest in time.",
            "Run it again on a quiet machine; if it stays so, report it with the scenario."),
    ONE_PARTITION_WANTED(
            "ENG-465",
            Category.USER,
            "A table with one clock for all its rows has a topic with several partitions.",
            "Use a topic with one partition, or time.clock = key."),
    OTHER_CLUSTER(
            "ENG-466",
            Category.USER,
            "A table names another Kafka cluster than the one that the pipeline runs on.",
            "Start Millrace with --kafka and that address."),
    OTHER_PARTITIONS(
            "ENG-467",
            Category.USER,
            "The saved state of a pipeline is of another number of partitions than it has now.",
            "Set partitions, or those of the topic, back to what they were, or start with an empty data folder."),
    CLUSTER_AWAY(
            "ENG-468",
            Category.ENVIRONMENT,
            "A Flink cluster does not answer or refuses the job.",
            "Check --flink and the log of the cluster; it must run Flink 2.3 and have enough free slots."),
    NO_LOOKUP(
            "ENG-469",
            Category.USER,
            "A pipeline for engine flink looks rows up in an outside database, which this engine cannot do.",
            "Run it on kafka-streams, or bring the table to a topic and join it as a reference table.");

    private final String id;
    private final Category category;
    private final String meaning;
    private final String cure;

    FlinkError(String id, Category category, String meaning, String cure) {
        this.id = id;
        this.category = category;
        this.meaning = meaning;
        this.cure = cure;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Category category() {
        return category;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public String cure() {
        return cure;
    }
}
