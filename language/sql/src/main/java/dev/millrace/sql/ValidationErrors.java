// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.MillraceException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Turns what Calcite's validator says into our messages. */
final class ValidationErrors {
    private static final Pattern COLUMN = Pattern.compile(
            "(?:Column|Unknown identifier|Unknown field) '([^']*)'(?: not found.*?(?:in table '([^']*)')?)?(?:;.*)?");
    private static final Pattern TABLE = Pattern.compile("(?:Table|Object) '([^']*)' not found.*");
    private static final Pattern FUNCTION = Pattern.compile("No match found for function signature ([^(]*)\\((.*)\\)");
    private static final Pattern AMBIGUOUS = Pattern.compile("Column '([^']*)' is ambiguous");
    private static final Pattern GROUPED = Pattern.compile("Expression '(.*)' is not being grouped", Pattern.DOTALL);
    private static final Pattern OPERANDS = Pattern.compile(
            "Cannot apply '(.*?)' to arguments of type '(.*?)'\\. Supported form\\(s\\): (.*)", Pattern.DOTALL);

    /** Cures of messages that say little, by a part of the message. */
    private static final Map<String, String> HINTS = Map.of(
            "OVER must be applied to aggregate function",
            "Put the condition into the aggregate: SUM(CASE WHEN ... THEN 1 ELSE 0 END) OVER (...).",
            "Illegal use of 'NULL'",
            "Say its type: CAST(NULL AS STRING).",
            "OVER clause is necessary",
            "Say whose rows and in which order: f(x) OVER (PARTITION BY device ORDER BY ts).",
            "Illegal mixing of types",
            "Give all branches the same type with CAST.",
            "clause must be a condition",
            "Compare it with something, for example n > 0.",
            "Aggregate expression is illegal in WHERE",
            "Put the condition into HAVING.",
            "PREV/NEXT in MEASURE",
            "In MEASURES use LAST(x, 1), the row of the match before the last; PREV and NEXT are for DEFINE.",
            "Aggregate expressions cannot be nested",
            "Aggregate a view that has the inner aggregate.");

    private final SourceText source;
    private final SqlCatalog catalog;
    private final SqlFunctions functions;
    /** Of the failing query. */
    private final QueryNames names;

    ValidationErrors(SourceText source, SqlCatalog catalog, SqlFunctions functions, QueryNames names) {
        this.source = source;
        this.catalog = catalog;
        this.functions = functions;
        this.names = names;
    }

    /** A message that has no catalog to look names up in. */
    static MillraceException general(SourceText source, CalciteContextException error) {
        return source.error(SqlErrorCode.NOT_VALID, lowered(message(error)), "See docs/sql.md.", position(error));
    }

    MillraceException of(NoTimestamp error) {
        return source.error(
                SqlErrorCode.TIME_ATTRIBUTE,
                "column \"" + error.column().getSimple() + "\" is " + error.type()
                        + ", but the time of a window is a TIMESTAMP",
                "Name the column that the table's WATERMARK is for.",
                error.column().getParserPosition());
    }

    MillraceException of(CalciteContextException error) {
        String message = message(error);
        SqlParserPos position = position(error);
        Matcher matcher = AMBIGUOUS.matcher(message);
        if (matcher.matches()) {
            return ambiguous(matcher.group(1), position);
        }
        matcher = FUNCTION.matcher(message);
        if (matcher.matches()) {
            return function(matcher.group(1), matcher.group(2), position);
        }
        matcher = TABLE.matcher(message);
        if (matcher.matches()) {
            return table(matcher.group(1), position);
        }
        matcher = COLUMN.matcher(message);
        if (matcher.matches()) {
            return column(matcher.group(1), matcher.group(2), position);
        }
        matcher = GROUPED.matcher(message);
        if (matcher.matches()) {
            return grouped(matcher.group(1), position);
        }
        matcher = OPERANDS.matcher(message);
        if (matcher.matches()) {
            return operands(matcher, position);
        }
        String hint = HINTS.entrySet().stream()
                .filter(h -> message.contains(h.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("Change the marked part; docs/sql.md has an example of each clause.");
        return source.error(SqlErrorCode.NOT_VALID, lowered(message.replaceAll("'([^']*)'", "\"$1\"")), hint, position);
    }

    private MillraceException table(String name, SqlParserPos position) {
        if (!names.symbols().isEmpty()) {
            return source.error(
                    SqlErrorCode.PATTERN,
                    "there is no table, view or pattern symbol \"" + name + "\" here",
                    Suggestions.didYouMean(name, names.symbols()) + "Symbols: " + String.join(", ", names.symbols())
                            + ".",
                    position);
        }
        Collection<String> tables = catalog.names();
        if (tables.contains(name)) {
            return source.error(
                    SqlErrorCode.UNKNOWN_TABLE,
                    "table \"" + name + "\" goes by another name in this query",
                    "Use the alias that FROM gives it.",
                    position);
        }
        String known = tables.isEmpty() ? "The text creates none." : "Tables: " + String.join(", ", tables) + ".";
        return source.error(
                SqlErrorCode.UNKNOWN_TABLE,
                "there is no table or view \"" + name + "\"",
                Suggestions.didYouMean(name, tables) + known,
                position);
    }

    private MillraceException column(String name, String table, SqlParserPos position) {
        Map<String, List<String>> columns =
                catalog.columnsOf(table != null && catalog.names().contains(table) ? List.of(table) : names.tables());
        List<String> near =
                columns.values().stream().flatMap(List::stream).distinct().toList();
        String where = columns.size() == 1
                ? "is not in table \"" + columns.keySet().iterator().next() + "\""
                : "is in no table of this query";
        String known = near.isEmpty() ? "" : "Columns: " + String.join(", ", near) + ".";
        return source.error(
                SqlErrorCode.UNKNOWN_COLUMN,
                "column \"" + name + "\" " + where,
                (Suggestions.didYouMean(name, near) + known).trim(),
                lastPart(position, name));
    }

    private MillraceException function(String name, String arguments, SqlParserPos position) {
        Collection<String> callable = functions.names();
        String upper = name.toUpperCase(Locale.ROOT);
        if (callable.contains(upper)) {
            return source.error(
                    SqlErrorCode.WRONG_ARGUMENTS,
                    "function \"" + upper + "\" does not take (" + shownTypes(arguments) + ")",
                    "Convert with CAST; docs/functions.md has the arguments of " + upper + ".",
                    position);
        }
        return functions.unknown(name, source, firstWord(position, name));
    }

    private MillraceException ambiguous(String name, SqlParserPos position) {
        return source.error(
                SqlErrorCode.AMBIGUOUS_COLUMN,
                "column \"" + name + "\" is in more than one input",
                "Put the table's name or alias before it, for example t." + name + ".",
                position);
    }

    private MillraceException grouped(String expression, SqlParserPos position) {
        return source.error(
                SqlErrorCode.NOT_GROUPED,
                "\"" + expression + "\" stands beside aggregates but is not in GROUP BY",
                "Add it to GROUP BY, or aggregate it, for example MAX(" + lastName(expression) + ").",
                position);
    }

    private MillraceException operands(Matcher matcher, SqlParserPos position) {
        if (matcher.group(1).equals("UNNEST")) {
            return source.error(
                    SqlErrorCode.WRONG_ARGUMENTS,
                    "UNNEST and LATERAL TABLE take an ARRAY or a MAP apart, not " + shownTypes(withoutName(matcher)),
                    "Name a column that is one, or a function that gives one, such as SPLIT or a table function of"
                            + " your own.",
                    position);
        }
        return source.error(
                SqlErrorCode.WRONG_ARGUMENTS,
                "\"" + matcher.group(1) + "\" does not take " + shownTypes(withoutName(matcher)),
                "Convert with CAST, for example CAST(x AS DOUBLE). Written as: " + form(matcher.group(3)) + ".",
                position);
    }

    /** {@code (INT)} of {@code UPPER(INT)}. */
    private static String withoutName(Matcher matcher) {
        String types = matcher.group(2);
        return types.startsWith(matcher.group(1) + "(")
                ? types.substring(matcher.group(1).length())
                : types;
    }

    /** The first of the forms that Calcite lists. */
    private static String form(String forms) {
        return forms.split("\n", 2)[0].replaceAll("['<>]", "").trim();
    }

    private static String shownTypes(String types) {
        return types.replaceAll("[<>]", "")
                .replaceAll("VARCHAR(\\(\\d+\\))?( CHARACTER SET \\S+)?", "STRING")
                .replaceAll("\\bINTEGER\\b", "INT");
    }

    /** Of {@code t.tmp} only the name that is wrong. */
    private static SqlParserPos lastPart(SqlParserPos position, String name) {
        int width = position.getEndColumnNum() - position.getColumnNum() + 1;
        boolean isQualified = position.getLineNum() == position.getEndLineNum() && width > name.length() + 1;
        return isQualified
                ? new SqlParserPos(
                        position.getEndLineNum(),
                        position.getEndColumnNum() - name.length() + 1,
                        position.getEndLineNum(),
                        position.getEndColumnNum())
                : position;
    }

    private static SqlParserPos firstWord(SqlParserPos position, String name) {
        return new SqlParserPos(
                position.getLineNum(),
                position.getColumnNum(),
                position.getLineNum(),
                position.getColumnNum() + name.length() - 1);
    }

    private static String lastName(String expression) {
        return expression.substring(expression.lastIndexOf('.') + 1);
    }

    private static String message(CalciteContextException error) {
        Throwable cause = error.getCause();
        return String.valueOf(cause == null ? error.getMessage() : cause.getMessage());
    }

    private static String lowered(String message) {
        boolean isWord = message.length() > 1 && Character.isLowerCase(message.charAt(1));
        return isWord ? Character.toLowerCase(message.charAt(0)) + message.substring(1) : message;
    }

    private static SqlParserPos position(CalciteContextException error) {
        return new SqlParserPos(
                error.getPosLine(), error.getPosColumn(), error.getEndPosLine(), error.getEndPosColumn());
    }
}
