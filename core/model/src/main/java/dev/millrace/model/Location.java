// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

/**
 * A piece of text in a file.
 *
 * @param file as the user wrote it
 * @param line from 1
 * @param column from 1
 * @param endLine last line, from 1
 * @param endColumn last column that belongs to the piece, from 1
 */
public record Location(String file, int line, int column, int endLine, int endColumn) {

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
