// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.model.ErrorCode;

/** What the engine spark says; here, so that it is documented without Spark. */
public enum SparkError implements ErrorCode {
    NO_SOURCE(
            "ENG-481",
            Category.USER,
            "A table cannot be read by the engine spark in this way of running.",
            "Bounded runs read files; streams read what comes by Kafka."),
    OPTION_WRONG(
            "ENG-482",
            Category.USER,
            "An option of the engine spark is wrong.",
            "Correct it as the message says; what begins with spark. goes to Spark as it is."),
    OTHER_LAYOUT(
            "ENG-484",
            Category.USER,
            "The state of a stream belongs to a pipeline with other tasks or partitions.",
            "Take back what changed them, or delete the folder that the message names to begin anew."),
    NO_LOOKUP(
            "ENG-485",
            Category.USER,
            "A pipeline looks rows up in an outside system, which the engine spark does not do.",
            "Run it with --engine kafka-streams, or join with a table that is read from Kafka or a file."),
    FAILED(
            "ENG-483",
            Category.INTERNAL,
            "Spark stopped the pipeline.",
            "Read the log; when it is no fault of the pipeline, start it again: it goes on from its checkpoint.");

    private final String id;
    private final Category category;
    private final String meaning;
    private final String cure;

    SparkError(String id, Category category, String meaning, String cure) {
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
