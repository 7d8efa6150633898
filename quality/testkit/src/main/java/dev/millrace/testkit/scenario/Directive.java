// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment that means something, and the rows below it.
 *
 * @param line of the file, from 1
 * @param word for example {@code expect ledger}
 * @param argument rest of the line
 * @param rows cells of the lines {@code -- | a | b |} below
 * @param endLine last of those lines
 */
record Directive(int line, String word, String argument, List<List<String>> rows, int endLine) {
    private static final Pattern WORDS = Pattern.compile(
            "--\\s*(expect\\s+ordered|expect\\s+ledger|expect\\s+sink"
                    + "|expect\\s+error|expect\\s+nothing|expect|kinds|advance|load|skip|id:|order matters|restart never)(?![\\w-])\\s*:?\\s*(.*)");
    private static final Pattern ROW = Pattern.compile("--\\s*(\\|.*)");

    /** All directives of a text, in order. */
    static List<Directive> of(List<String> lines) {
        List<Directive> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = WORDS.matcher(lines.get(i).strip());
            if (!matcher.matches()) {
                continue;
            }
            List<List<String>> rows = new ArrayList<>();
            int end = i + 1;
            while (end < lines.size() && ROW.matcher(lines.get(end).strip()).matches()) {
                rows.add(Cells.split(lines.get(end).strip().substring(2).strip()));
                end++;
            }
            String word = matcher.group(1).replaceAll("\\s+", " ").replace(":", "");
            found.add(new Directive(i + 1, word, matcher.group(2).strip(), rows, end));
        }
        return found;
    }
}
