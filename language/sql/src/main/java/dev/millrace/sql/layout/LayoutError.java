// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql.layout;

import dev.millrace.model.ErrorCode;

/** Messages of the layout of SQL files. */
public enum LayoutError implements ErrorCode {
    CHANGED(
            "SQL-180",
            "The layout of a file would have changed more than its white space.",
            "Report the file; nothing was written."),
    NOT_LAID_OUT("SQL-181", "A file is not laid out as millrace fmt does.", "Run  ./millrace fmt FILE.");

    private final String id;
    private final String meaning;
    private final String cure;

    LayoutError(String id, String meaning, String cure) {
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
        return this == CHANGED ? Category.INTERNAL : Category.USER;
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
