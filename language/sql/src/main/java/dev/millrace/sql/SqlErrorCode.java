// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.ErrorCode;

/** Messages about SQL texts and table options. */
public enum SqlErrorCode implements ErrorCode {
    SYNTAX(
            "SQL-101",
            "The text does not follow the grammar.",
            "Mend the marked word; names that are keywords need backticks."),
    UNKNOWN_TABLE(
            "SQL-102",
            "A table or view is read or written that the text does not create.",
            "Create it before, or mend the name."),
    UNKNOWN_COLUMN("SQL-104", "A column is named that the table does not have.", "Use one of the listed columns."),
    UNKNOWN_FUNCTION("SQL-105", "A function is called that does not exist.", "Use a function of the reference."),
    WRONG_ARGUMENTS("SQL-106", "A function or operator does not take values of these types.", "Convert with CAST."),
    DUPLICATE_NAME("SQL-107", "A table, view or column is defined twice.", "Rename one of them."),
    AMBIGUOUS_COLUMN("SQL-108", "A column name is in more than one input.", "Put the table's name before it."),
    NOT_GROUPED(
            "SQL-109",
            "A column stands beside aggregates but is not in GROUP BY.",
            "Add it to GROUP BY or aggregate it."),
    NOT_VALID("SQL-110", "The statement breaks another rule of SQL.", "Change the marked part as the message says."),
    INSERT_COLUMNS(
            "SQL-111", "INSERT gives other columns than the table has.", "Give one value for each physical column."),
    INSERT_TYPE("SQL-112", "INSERT gives a value of a type that the column does not take.", "Convert with CAST."),
    LITERAL("SQL-113", "A value of INSERT ... VALUES does not fit its column.", "Write a value of the column's type."),
    STATEMENT("SQL-114", "A statement stands where it has no meaning.", "Use the statements that the hint names."),
    JOIN(
            "SQL-120",
            "A join would have to keep every row for ever or is not part of the language.",
            "Use the way that the hint names."),
    ORDER_BY(
            "SQL-121",
            "A stream has no end, so its result cannot be sorted.",
            "Add LIMIT, or sort where the result is read."),
    DISTINCT(
            "SQL-122",
            "SELECT DISTINCT would have to remember every row for ever.",
            "Group by a window or set dedupe.key."),
    UNBOUNDED_GROUP("SQL-123", "GROUP BY without a window would keep every group for ever.", "Group by a window."),
    SUBQUERY("SQL-124", "A query stands where only a value may.", "Put it into a view and read that."),
    SET_OPERATION(
            "SQL-125",
            "UNION without ALL, INTERSECT and EXCEPT would have to remember every row.",
            "Use UNION ALL, or EXISTS with a bound in time."),
    USAGE(
            "SQL-115",
            "A table is written or read whose connector does not allow it.",
            "Use a table of another connector."),
    TIME_ATTRIBUTE(
            "SQL-131",
            "A window, OVER or MATCH_RECOGNIZE needs the time attribute of a table.",
            "Add a WATERMARK to the table."),
    WATERMARK(
            "SQL-132", "A WATERMARK is not the time column less a constant.", "Write it as ts - INTERVAL '5' SECOND."),
    WINDOW_ARGUMENTS(
            "SQL-141", "A window function has other arguments than it takes.", "Follow the signature in the hint."),
    HOP_SLIDE("SQL-142", "The size of a HOP is not a multiple of its slide.", "Choose a slide that divides the size."),
    WINDOW_GROUP("SQL-143", "GROUP BY does not name the whole window.", "Group by window_start and window_end."),
    FRAME("SQL-145", "An OVER frame looks ahead or has no constant bounds.", "End the frame at CURRENT ROW or before."),
    TOP_N(
            "SQL-146",
            "ROW_NUMBER with a condition asks for rows that cannot be kept or have no order.",
            "Ask for the first rows, 10000 at most, of groups in an order."),
    PATTERN("SQL-151", "MATCH_RECOGNIZE is not complete.", "Add what the hint names."),
    PATTERN_EXPRESSION(
            "SQL-152",
            "An expression of MEASURES or DEFINE mixes the rows of several symbols or nests what cannot be nested.",
            "Write it as the hint says."),
    PATTERN_ROWS(
            "SQL-153",
            "The rows that MATCH_RECOGNIZE is to give do not fit its pattern.",
            "Change the clause that the message names."),
    NO_WITHIN(
            "SQL-155",
            "A pattern without WITHIN may wait for its last row for ever.",
            "Add WITHIN INTERVAL after PATTERN."),
    SETTING(
            "SQL-160",
            "SET names a setting that does not exist or a value that it does not take.",
            "Use one of the listed settings."),
    COLUMN_ORDER(
            "SQL-161",
            "INSERT takes columns by position, but the names of the query are in another order.",
            "Order the query's columns as the table has them."),
    UNIT(
            "SQL-171",
            "Values of unlike units are added, compared or written, or a unit does not exist.",
            "Convert with CONVERT_UNIT, or mend COMMENT 'unit: ...'."),
    USER_FUNCTION(
            "SQL-172",
            "CREATE FUNCTION names a class that cannot be used.",
            "Mend the class name or the path of the jar, or implement one of the interfaces of dev.millrace.udf."),
    DEFECT("SQL-199", "The planner failed on a statement; this is a defect of Millrace.", "Report the statement."),
    UNKNOWN_OPTION(
            "OPT-011",
            "WITH (...) has an option that the connector and format do not have.",
            "Use the option that the hint names."),
    UNKNOWN_CONNECTOR(
            "OPT-012",
            "A table names a connector or format that this build does not have.",
            "Use one of the listed names."),
    OPTION_PROBLEMS(
            "OPT-014",
            "Options of WITH (...) are missing or have values that they do not take.",
            "Mend each of the listed options."),
    COLUMN_OPTION(
            "OPT-015", "An option names a column that the table does not have.", "Use one of the listed columns.");

    private final String id;
    private final String meaning;
    private final String cure;

    SqlErrorCode(String id, String meaning, String cure) {
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
        return this == DEFECT ? Category.INTERNAL : Category.USER;
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
