// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import dev.millrace.model.ErrorCode;

/** What the gateway refuses. What is wrong with a single reading is in the ledger and not here. */
public enum GatewayError implements ErrorCode {
    TOPICS_OVERLAP(
            "GW-201",
            Category.USER,
            "Two tables claim the same MQTT topics.",
            "Make the templates differ in a word, or take one table for both."),
    TABLE_UNUSABLE(
            "GW-202",
            Category.USER,
            "A table has options that the gateway cannot work with.",
            "Correct the options in CREATE TABLE."),
    NO_TABLE(
            "GW-203",
            Category.USER,
            "A request names a table that takes no readings.",
            "Use the name of a table with connector mqtt or http."),
    TOO_LARGE("GW-204", Category.DATA, "A request is larger than allowed.", "Send fewer readings at once."),
    BUSY(
            "GW-205",
            Category.ENVIRONMENT,
            "Kafka is slower than the readings come, so no more are taken for now.",
            "Send again after the seconds of Retry-After."),
    KAFKA_FAILED(
            "GW-206",
            Category.ENVIRONMENT,
            "Kafka did not store a reading.",
            "Send again; check that the broker runs."),
    READINGS_REFUSED(
            "GW-207",
            Category.DATA,
            "No reading of a request could be taken; they are in the ledger.",
            "Correct the fields that the answer names."),
    WRONG_METHOD("GW-208", Category.USER, "Readings are asked for where they are sent to.", "Send them with POST.");

    private final String id;
    private final Category category;
    private final String meaning;
    private final String cure;

    GatewayError(String id, Category category, String meaning, String cure) {
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
