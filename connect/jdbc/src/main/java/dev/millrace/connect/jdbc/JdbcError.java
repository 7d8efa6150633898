// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.jdbc;

import dev.millrace.model.ErrorCode;

/** Messages of the jdbc connector. */
public enum JdbcError implements ErrorCode {
    REFUSED(
            "CON-251",
            "A database refused a question or a write.",
            "Read what it said; compare the columns of the table there and here."),
    AWAY(
            "CON-252",
            "A database cannot be reached or does not answer.",
            "Start it or correct url, username and password; rows wait meanwhile.");

    private final String id;
    private final String meaning;
    private final String cure;

    JdbcError(String id, String meaning, String cure) {
        this.id = id;
        this.meaning = meaning;
        this.cure = cure;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Category category() {
        return Category.ENVIRONMENT;
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
