// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import dev.millrace.model.ErrorCode;

/** What can go wrong between us and Kafka. */
public enum KafkaError implements ErrorCode {
    NOT_REACHABLE(
            "KAF-101",
            Category.ENVIRONMENT,
            "No Kafka broker answers at the given address.",
            "Check the address and that the broker runs, or leave --kafka out for the embedded one."),
    TOPIC_MISSING(
            "KAF-102",
            Category.USER,
            "A topic that is read does not exist.",
            "Create the topic or correct the option \"topic\"."),
    TOPIC_REFUSED(
            "KAF-103",
            Category.ENVIRONMENT,
            "Kafka refused to create a topic.",
            "Read the broker's reason; usually rights or the name are wrong."),
    RECORD_UNREADABLE(
            "KAF-104",
            Category.DATA,
            "A record of a result or ledger topic has not the form that Millrace writes.",
            "Look who else writes to the topic."),
    WRITE_FAILED(
            "KAF-105",
            Category.ENVIRONMENT,
            "Kafka did not acknowledge a record.",
            "Check the broker; the writer repeats from its last position.");

    private final String id;
    private final Category category;
    private final String meaning;
    private final String cure;

    KafkaError(String id, Category category, String meaning, String cure) {
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
