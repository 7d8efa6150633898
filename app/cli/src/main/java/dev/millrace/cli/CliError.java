// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.model.ErrorCode;

/** Messages of the command line. */
public enum CliError implements ErrorCode {
    WRONG_USAGE("CLI-001", Category.USER, "A command or flag is not understood.", "Run the command with --help."),
    NO_SUCH_FILE("CLI-002", Category.USER, "A file that a command was given is not there.", "Check the path."),
    NO_SUCH_EXAMPLE(
            "CLI-003", Category.USER, "There is no example of that name.", "Choose one of the names in the message."),
    WRONG_FLAG_VALUE(
            "CLI-004", Category.USER, "The value of a flag is outside its range.", "See the hint for the range."),
    WRONG_CSV("CLI-005", Category.USER, "A file for replay cannot be read as it was described.", "See the hint."),
    NOT_ACKNOWLEDGED(
            "CLI-006",
            Category.ENVIRONMENT,
            "Some rows or readings were not acknowledged by the receiver.",
            "Check that the receiver runs and accepts readings, then send again."),
    READINGS_MISSING(
            "CLI-007",
            Category.INTERNAL,
            "Readings that were sent are neither in the results nor in the ledger.",
            "Report it with the summary and the log file."),
    NO_PEERS(
            "CLI-008",
            Category.ENVIRONMENT,
            "The peers to compare with are not there or do not build.",
            "Name their folder with --peers-home, or measure without --peers."),
    CHANGED_STATE(
            "CLI-010",
            Category.USER,
            "A pipeline ran before, and some of its saved state does not fit the changed file.",
            "Look at millrace plan, then use millrace apply; or start with another data folder."),
    UNEXPECTED(
            "CLI-900",
            Category.INTERNAL,
            "Something failed that Millrace has no message for.",
            "Report it with the log file that the message names.");

    private final String id;
    private final Category category;
    private final String meaning;
    private final String cure;

    CliError(String id, Category category, String meaning, String cure) {
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
