// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded;

import dev.millrace.model.ErrorCode;

/** What can be wrong around an embedded server. */
public enum EnvironmentError implements ErrorCode {
    PORT_TAKEN(
            "ENV-301",
            "A server cannot listen because another process holds the port.",
            "Stop that process, or give another port; 0 takes a free one."),
    FOLDER_LOCKED(
            "ENV-302",
            "Another running Millrace uses the data folder.",
            "Stop the other one, or give another folder with --data."),
    FOLDER_NOT_WRITABLE(
            "ENV-303", "The data folder cannot be made or written.", "Give a folder that this user may write to."),
    SERVER_FAILED(
            "ENV-304", "An embedded server did not start.", "Read the log; a damaged data folder can be moved away."),
    QUERY_FAILED(
            "ENV-305", "The embedded QuestDB refused a query.", "Check that the table exists and has these columns.");

    private final String id;
    private final String meaning;
    private final String cure;

    EnvironmentError(String id, String meaning, String cure) {
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
