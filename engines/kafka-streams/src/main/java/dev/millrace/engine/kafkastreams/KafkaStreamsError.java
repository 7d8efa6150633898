// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.model.ErrorCode;

/** What the kafka-streams engine says. */
public enum KafkaStreamsError implements ErrorCode {
    OPTION_WRONG(
            "ENG-421",
            Category.USER,
            "An option of the kafka-streams engine has a value that it cannot take.",
            "Correct the option; the message says which values are right."),
    ONE_PARTITION_WANTED(
            "ENG-422",
            Category.USER,
            "A table with one clock for all its rows has a topic with several partitions.",
            "Use a topic with one partition, or time.clock = key."),
    OTHER_CLUSTER(
            "ENG-423",
            Category.USER,
            "A table names another Kafka cluster than the one that the engine runs on.",
            "Start Millrace with --kafka and that address."),
    STOPPED(
            "ENG-424",
            Category.INTERNAL,
            "A pipeline stopped because of an error that repeating cannot cure.",
            "Read the cause; the pipeline goes on from its last commit when it is started again."),
    FORMAT_MISSING(
            "ENG-425",
            Category.USER,
            "A table names a format that is not known.",
            "Use one of the formats in the message."),
    NOT_DRAINED(
            "ENG-426",
            Category.INTERNAL,
            "A scenario did not come to rest in time.",
            "Look for a pipeline that stopped; a heavily loaded machine may need longer.");

    private final String id;
    private final Category category;
    private final String meaning;
    private final String cure;

    KafkaStreamsError(String id, Category category, String meaning, String cure) {
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
