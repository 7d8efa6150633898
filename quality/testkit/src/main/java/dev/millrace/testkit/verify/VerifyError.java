// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.verify;

import dev.millrace.model.ErrorCode;

/** What can be wrong with the input of {@code millrace verify}. */
public enum VerifyError implements ErrorCode {
    NO_INPUT("TST-201", "A file of input rows cannot be read.", "Name a file of CSV or of JSON lines."),
    NO_SUCH_TABLE(
            "TST-202",
            "Input is given for a table that the pipeline does not read.",
            "Name a table that a query reads, as in --input readings=readings.csv."),
    INPUT_MISSING(
            "TST-203",
            "A table that the pipeline reads has no input.",
            "Add --input TABLE=FILE for each of its tables."),
    LOOKS_UP(
            "TST-204",
            "A pipeline looks rows up in an outside system, which cannot be played again.",
            "For the check, join with a table of connector filesystem that has a PRIMARY KEY.");

    private final String id;
    private final String meaning;
    private final String cure;

    VerifyError(String id, String meaning, String cure) {
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
