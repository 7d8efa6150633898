// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.mqtt;

import java.util.ArrayList;
import java.util.List;

/**
 * The MQTT topics of a table, for example {@code plant/{site}/{machine}/{metric}}.
 *
 * <p>A level is a word that must be there, a name in braces that becomes the column of that name, {@code +} for one level or
 * {@code #} at the end for any number of levels (none included) that become nothing. Immutable.
 */
public final class TopicTemplate {
    private final String text;
    private final List<Level> levels;
    private final List<String> columns;

    private TopicTemplate(String text, List<Level> levels) {
        this.text = text;
        this.levels = List.copyOf(levels);
        this.columns = levels.stream()
                .filter(l -> l.kind == Kind.COLUMN)
                .map(Level::word)
                .toList();
    }

    /** Throws {@link IllegalArgumentException} with the rule that is broken, such as {@code must have # as its last level}. */
    public static TopicTemplate parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        List<Level> levels = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (String word : text.split("/", -1)) {
            if (!levels.isEmpty() && levels.get(levels.size() - 1).kind == Kind.REST) {
                throw new IllegalArgumentException("must have # as its last level");
            }
            Level level = level(word);
            if (level.kind == Kind.COLUMN) {
                if (columns.contains(level.word)) {
                    throw new IllegalArgumentException("must name {" + level.word + "} only once");
                }
                columns.add(level.word);
            }
            levels.add(level);
        }
        if (levels.get(0).word.startsWith("$") && levels.get(0).kind == Kind.WORD) {
            throw new IllegalArgumentException("must not begin with $, which is the broker's own");
        }
        return new TopicTemplate(text, levels);
    }

    private static Level level(String word) {
        if (word.equals("+")) {
            return new Level(Kind.ANY, "");
        }
        if (word.equals("#")) {
            return new Level(Kind.REST, "");
        }
        if (word.length() > 2 && word.startsWith("{") && word.endsWith("}")) {
            String name = word.substring(1, word.length() - 1);
            if (name.indexOf('{') < 0 && name.indexOf('}') < 0) {
                return new Level(Kind.COLUMN, name);
            }
        }
        if (word.indexOf('{') >= 0 || word.indexOf('}') >= 0 || word.indexOf('+') >= 0 || word.indexOf('#') >= 0) {
            throw new IllegalArgumentException(
                    "level \"" + word + "\" must be a word, a whole level in braces such as {site}, + or #");
        }
        return new Level(Kind.WORD, word);
    }

    /** Columns in the order of their levels. */
    public List<String> columns() {
        return columns;
    }

    /**
     * Matches a topic and takes its columns.
     *
     * @param values receives one text for each of {@link #columns}; undefined when the topic does not match
     */
    public boolean match(String topic, String[] values) {
        if (topic.startsWith("$")) {
            return false;
        }
        int start = 0;
        int column = 0;
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            if (level.kind == Kind.REST) {
                return true;
            }
            if (start > topic.length()) {
                return false;
            }
            int slash = topic.indexOf('/', start);
            int stop = slash < 0 ? topic.length() : slash;
            if (level.kind == Kind.COLUMN) {
                if (stop == start) {
                    return false;
                }
                values[column++] = topic.substring(start, stop);
            } else if (level.kind == Kind.WORD && !isWord(topic, start, stop, level.word)) {
                return false;
            }
            start = stop + 1;
        }
        return start > topic.length();
    }

    private static boolean isWord(String topic, int start, int stop, String word) {
        return stop - start == word.length() && topic.startsWith(word, start);
    }

    /** Whether some topic matches both; then two tables would claim the same reading. */
    public boolean overlaps(TopicTemplate other) {
        int common = Math.min(levels.size(), other.levels.size());
        for (int i = 0; i < common; i++) {
            Level mine = levels.get(i);
            Level theirs = other.levels.get(i);
            if (mine.kind == Kind.REST || theirs.kind == Kind.REST) {
                return true;
            }
            if (mine.kind == Kind.WORD && theirs.kind == Kind.WORD && !mine.word.equals(theirs.word)) {
                return false;
            }
            boolean isEmptyAgainstColumn = mine.kind == Kind.COLUMN && theirs.isEmptyWord()
                    || theirs.kind == Kind.COLUMN && mine.isEmptyWord();
            if (isEmptyAgainstColumn) {
                return false;
            }
        }
        return endsAt(common) && other.endsAt(common);
    }

    private boolean endsAt(int count) {
        return levels.size() == count || levels.get(count).kind == Kind.REST;
    }

    /** As written in the option {@code topic}. */
    @Override
    public String toString() {
        return text;
    }

    private enum Kind {
        WORD,
        COLUMN,
        ANY,
        REST
    }

    private record Level(Kind kind, String word) {
        boolean isEmptyWord() {
            return kind == Kind.WORD && word.isEmpty();
        }
    }
}
