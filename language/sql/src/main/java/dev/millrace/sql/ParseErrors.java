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
    private static final Set<String> BEGINNINGS = Set.of("CREATE", "INSERT", "SELECT", "EXECUTE", "SET", "WITH");

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
        if (!found.find()) {
            return source.error(SqlErrorCode.SYNTAX, firstLine(message), "See docs/sql.md for the grammar.", position);
        }
        String word = found.group(1).trim();
        String shown = word.equals("<EOF>") ? "the end of the text" : "\"" + firstWord(word) + "\"";
        return source.error(
                SqlErrorCode.SYNTAX, "found " + shown + expected(error), hint(firstWord(word)), place(position, word));
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

    private static String hint(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        if (word.equals("<EOF>")) {
            return "Something is open: look for a missing ) or END.";
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

    private static String firstLine(String message) {
        String line = message.split("\n", 2)[0].trim();
        return line.isEmpty()
                ? "the text does not follow the grammar"
                : Character.toLowerCase(line.charAt(0)) + line.substring(1);
    }
}
