// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.questdb;

import dev.millrace.model.ErrorCode;

/** Messages of the questdb connector. */
public enum QuestDbError implements ErrorCode {
    NO_TIME(
            "CON-221",
            Category.USER,
            "A table of the time-series store has no TIMESTAMP column.",
            "Add the time of the row, for example window_end."),
    REFUSED(
            "CON-222",
            Category.ENVIRONMENT,
            "QuestDB refused a table or rows.",
            "Read what it said; compare the columns of the table there and here."),
    AWAY(
            "CON-223",
            Category.ENVIRONMENT,
            "The outside time-series store cannot be reached.",
            "Start it or correct the option url; rows wait in Kafka meanwhile.");

    private final String id;
    private final Category category;
    private final String meaning;
    private final String cure;

    QuestDbError(String id, Category category, String meaning, String cure) {
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
