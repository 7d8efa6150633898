// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.file;

import dev.millrace.model.ErrorCode;

/** Messages of the filesystem connector. */
public enum FileError implements ErrorCode {
    NO_FILE(
            "CON-201",
            Category.ENVIRONMENT,
            "No file matches the option path.",
            "Correct the path or create the file."),
    NOT_READABLE(
            "CON-202",
            Category.ENVIRONMENT,
            "A file cannot be read.",
            "Check its permissions and that it is complete."),
    NOT_WRITABLE(
            "CON-203",
            Category.ENVIRONMENT,
            "A file cannot be written.",
            "Check the permissions of its folder and the free space."),
    NO_COLUMN(
            "CON-204",
            Category.USER,
            "The header of a CSV file names no column of the table.",
            "Name the columns as in the header, or set 'csv.header' = 'false'."),
    TOO_MANY_KEYS(
            "CON-205",
            Category.USER,
            "A result has more keys than the file sink may keep in memory.",
            "Raise sink.max-keys or write the result to a questdb table.");

    private final String id;
    private final Category category;
    private final String meaning;
    private final String cure;

    FileError(String id, Category category, String meaning, String cure) {
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
