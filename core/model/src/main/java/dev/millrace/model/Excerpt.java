// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

/** The line of a file that a message is about, with carets below the wrong part. */
final class Excerpt {
    private Excerpt() {}

    /** Two lines: the numbered source line and the carets; empty text when the line does not exist. */
    static String of(Location place, String text) {
        String[] lines = text.split("\n", -1);
        if (place.line() < 1 || place.line() > lines.length) {
            return "";
        }
        String line = lines[place.line() - 1].replace("\t", " ").replace("\r", "");
        String prefix = "  " + place.line() + " | ";
        int from = Math.max(1, Math.min(place.column(), line.length() + 1));
        int to = place.endLine() > place.line() ? line.length() : place.endColumn();
        int carets = Math.max(1, Math.min(to, line.length()) - from + 1);
        return prefix + line + "\n" + " ".repeat(prefix.length() + from - 1) + "^".repeat(carets);
    }
}
