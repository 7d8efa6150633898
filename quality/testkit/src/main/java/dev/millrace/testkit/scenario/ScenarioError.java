// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.model.ErrorCode;

/** What is wrong with a scenario file, as opposed to the pipeline in it. */
public enum ScenarioError implements ErrorCode {
    UNKNOWN_DIRECTIVE(
            "TST-101", "A comment looks like a directive but is none.", "Use one of the directives in the message."),
    NOTHING_EXPECTED("TST-102", "A scenario expects nothing, so it cannot fail.", "Add \"-- expect\" below a query."),
    NO_QUERY("TST-103", "An expectation stands above the first query.", "Move it below the query that it is about."),
    BAD_TIME("TST-104", "A time in a directive cannot be read.", "Write HH:MM:SS or yyyy-MM-dd HH:MM:SS."),
    BAD_LOAD("TST-105", "A file of rows cannot be loaded.", "Name a table and a CSV file beside the scenario."),
    NO_FILE("TST-106", "A scenario file or folder is not there.", "Name a .sql file or a folder that holds some."),
    NOT_PLAYED_HERE(
            "TST-107",
            "A table of connector scenario is used outside of a scenario.",
            "Run the file with ./millrace test, or choose another connector.");

    private final String id;
    private final String meaning;
    private final String cure;

    ScenarioError(String id, String meaning, String cure) {
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
        return Category.USER;
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
