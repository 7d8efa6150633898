// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.MillraceException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Short messages of the parser's long ones. */
final class ParseErrors {
    /** More words than this help nobody. */
    private static final int WORDS_MAX = 5;

    private static final Pattern FOUND = Pattern.compile("Encountered \"(.*?)\" at line", Pattern.DOTALL);
    private static final Pattern LEXICAL =
            Pattern.compile("Lexical error at line \\d+, column \\d+\\.\\s+(.*)", Pattern.DOTALL);
    private static final Pattern NEAR = Pattern.compile("Incorrect syntax near the keyword '([^']*)'");
    private static final Set<String> BEGINNINGS = Set.of("CREATE", "INSERT", "SELECT", "EXECUTE", "SET", "WITH");

    private static final Set<String> FOREIGN = Set.of("DROP", "ALTER", "TRUNCATE", "USE", "SHOW", "ADD");
    private static final List<String> CLAUSES = List.of(
            "FROM",
            "WHERE",
            "GROUP",
            "HAVING",
            "SELECT",
            "INSERT",
            "INTO",
            "VALUES",
            "CREATE",
            "TABLE",
            "VIEW",
            "WITH",
            "UNION",
            "PATTERN",
            "DEFINE",
            "MEASURES",
            "PARTITION",
            "ORDER",
            "WATERMARK",
            "INTERVAL",
            "AND",
            "OVER");

    private ParseErrors() {}

    static MillraceException of(SourceText source, SqlParseException error) {
        String message = String.valueOf(error.getMessage());
        SqlParserPos position = error.getPos();
        Matcher lexical = LEXICAL.matcher(message);
        if (lexical.find()) {
            return source.error(
                    SqlErrorCode.SYNTAX,
                    "a character or quote is left over: "
                            + lexical.group(1)
                                    .replace("Encountered: ", "found ")
                                    .trim(),
                    "Texts stand in 'single quotes', names with special characters in `backticks`.",
                    position);
        }
        Matcher found = FOUND.matcher(message);
        Matcher near = NEAR.matcher(message);
        if (near.find()) {
            return source.error(
                    SqlErrorCode.SYNTAX,
                    "found \"" + near.group(1) + "\"",
                    hint(source, near.group(1), position),
                    place(position, near.group(1)));
        }
        if (message.startsWith("Non-query expression")) {
            return statement(source, position);
        }
        if (!found.find()) {
            return source.error(SqlErrorCode.SYNTAX, firstLine(message), "See docs/sql.md for the grammar.", position);
        }
        String word = found.group(1).trim();
        if (word.startsWith("\\'") || word.startsWith("'") && !word.endsWith("'")) {
            return source.error(
                    SqlErrorCode.SYNTAX,
                    "a text in single quotes is not closed",
                    "Add the closing quote; a quote inside of a text is written twice: 'it''s'.",
                    place(position, "'"));
        }
        String shown = word.equals("<EOF>") ? "the end of the text" : "\"" + firstWord(word) + "\"";
        return source.error(
                SqlErrorCode.SYNTAX,
                "found " + shown + expected(error),
                hint(source, firstWord(word), position),
                place(position, word));
    }

    /** Only the first word that does not fit: the parser marks all tokens it looked ahead. */
    private static SqlParserPos place(SqlParserPos position, String word) {
        if (position == null || word.equals("<EOF>")) {
            return position;
        }
        int line = position.getLineNum();
        int column = position.getColumnNum();
        return new SqlParserPos(line, column, line, column + firstWord(word).length() - 1);
    }

    private static String firstWord(String words) {
        return words.startsWith("'") ? words : words.split("\\s+", 2)[0];
    }

    private static String expected(SqlParseException error) {
        Set<String> words = new TreeSet<>();
        int[][] sequences = error.getExpectedTokenSequences();
        String[] images = error.getTokenImages();
        if (sequences == null || images == null) {
            return "";
        }
        for (int[] sequence : sequences) {
            String image = images[sequence[0]].replace("\"", "");
            words.add(image.startsWith("<") ? kind(image) : image);
        }
        return words.isEmpty() || words.size() > WORDS_MAX ? "" : ", expected " + String.join(" or ", words);
    }

    private static String kind(String image) {
        String name = image.toLowerCase(Locale.ROOT);
        if (name.contains("identifier")) {
            return "a name";
        }
        return name.contains("string") ? "a text in single quotes" : "a number";
    }

    /** A text that begins with no statement at all. */
    private static MillraceException statement(SourceText source, SqlParserPos position) {
        String word = firstWord(source.slice(position));
        return source.error(
                SqlErrorCode.SYNTAX,
                "found \"" + word + "\", expected a statement",
                Suggestions.didYouMean(word, BEGINNINGS.stream().sorted().toList())
                        + "Statements: CREATE TABLE, CREATE VIEW, INSERT INTO, SELECT, SET 'name' = 'value', EXECUTE"
                        + " STATEMENT SET.",
                place(position, word));
    }

    /** The word before may be a keyword with a slip: FORM for FROM. */
    private static String slip(SourceText source, SqlParserPos position) {
        SqlParserPos line = new SqlParserPos(
                position.getLineNum(), 1, position.getLineNum(), Math.max(1, position.getColumnNum() - 1));
        if (source.slice(line).trim().endsWith(",")) {
            return isWord(source, position)
                    ? "If it is a name, write it in backticks, because it is a word of the language; else there is a"
                            + " comma too many before it."
                    : "There is a comma too many before it, or a column is missing.";
        }
        String[] before = source.slice(line).trim().split("[^A-Za-z_]+");
        String word = before.length == 0 ? "" : before[before.length - 1].toUpperCase(Locale.ROOT);
        boolean isKeyword = CLAUSES.contains(word);
        return isKeyword
                ? ""
                : CLAUSES.stream()
                        .filter(c -> Suggestions.isSlip(word, c))
                        .findFirst()
                        .map(c -> "Did you mean " + c + " instead of " + word + "?")
                        .orElse("");
    }

    private static boolean isWord(SourceText source, SqlParserPos position) {
        return Character.isLetter(source.slice(position).charAt(0))
                && !CLAUSES.contains(firstWord(source.slice(position)).toUpperCase(Locale.ROOT));
    }

    private static String hint(SourceText source, String word, SqlParserPos position) {
        String slip = position == null ? "" : slip(source, position);
        if (!slip.isEmpty()) {
            return slip;
        }
        String upper = word.toUpperCase(Locale.ROOT);
        if (position != null && isExplained(source, position)) {
            return "A text has no EXPLAIN:  ./millrace explain FILE  shows the plan of every statement in it.";
        }
        if (word.equals("<EOF>")) {
            return "Something is open: look for a missing ) or END.";
        }
        if (FOREIGN.contains(upper)) {
            return "A text only creates and reads: CREATE TABLE, CREATE VIEW, INSERT INTO, SELECT, SET, EXECUTE"
                    + " STATEMENT SET.";
        }
        if (BEGINNINGS.contains(upper)) {
            return "Statements end with a semicolon: is one missing before " + upper + "?";
        }
        if (List.of(",", ")", "(", ";").contains(word)) {
            return "Look at what stands just before: a comma or a parenthesis too many, or a word missing.";
        }
        boolean isKeyword = upper.matches("[A-Z_]+");
        return isKeyword
                ? "If it is a name, write it in backticks: `" + word + "`; else look at what stands just before."
                : "Look at what stands just before.";
    }

    private static boolean isExplained(SourceText source, SqlParserPos position) {
        SqlParserPos line = new SqlParserPos(
                position.getLineNum(), 1, position.getLineNum(), Math.max(1, position.getColumnNum() - 1));
        return source.slice(line).trim().equalsIgnoreCase("EXPLAIN");
    }

    private static String firstLine(String message) {
        String line = message.split("\n", 2)[0].trim();
        return line.isEmpty()
                ? "the text does not follow the grammar"
                : Character.toLowerCase(line.charAt(0)) + line.substring(1);
    }
}
