// SPDX-License-Identifier: Apache-2.0
package dev.millrace.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds long methods in formatted source: a member's head and its closing brace stand at the same indentation. */
final class Methods {
    /** A modifier or a type, then a name and a parenthesis: calls that span lines have the name alone. */
    private static final Pattern HEAD = Pattern.compile(
            "^( {4}| {8})(?![ @*/.})])(?!(return|else|throw|new|case|assert|yield)\\b)[\\w<>\\[\\], .?@&]*[\\w>\\]] (\\w+)\\((?!.*;$).*$");

    private Methods() {}

    /** One sentence a method whose body has more lines than that. */
    static List<String> longerThan(int linesMax, String source) {
        List<String> found = new ArrayList<>();
        String[] lines = source.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher head = HEAD.matcher(lines[i]);
            // A record of one line has no closing brace of its own; the next one belongs to somebody else.
            if (head.matches() && !lines[i].endsWith("{}")) {
                int end = closing(lines, i, head.group(1) + "}");
                if (end - i - 1 > linesMax) {
                    found.add(head.group(3) + " has " + (end - i - 1) + " lines");
                }
            }
        }
        return found;
    }

    private static int closing(String[] lines, int from, String brace) {
        for (int i = from + 1; i < lines.length; i++) {
            if (lines[i].equals(brace)) {
                return i;
            }
            boolean isNextMember = lines[i].isEmpty() && lines[i - 1].endsWith(";") && i == from + 1;
            if (isNextMember) {
                return from;
            }
        }
        return from;
    }
}
