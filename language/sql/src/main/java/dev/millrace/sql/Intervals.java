// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;

/** Interval literals as milliseconds. */
final class Intervals {
    static final Function<RelDataTypeFactory, RelDataType> DAY = factory ->
            factory.createSqlIntervalType(new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
    static final Function<RelDataTypeFactory, RelDataType> MONTH = factory ->
            factory.createSqlIntervalType(new SqlIntervalQualifier(TimeUnit.YEAR, TimeUnit.MONTH, SqlParserPos.ZERO));

    private static final long SECOND_MS = 1000;
    private static final long MINUTE_MS = 60 * SECOND_MS;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;

    private Intervals() {}

    /** Whether the node is an interval of constant length: days to seconds. */
    static boolean isConstant(SqlNode node) {
        return node instanceof SqlIntervalLiteral literal
                && !interval(literal).getIntervalQualifier().isYearMonth();
    }

    static long millis(SqlNode node) {
        return SqlParserUtil.intervalToMillis(interval((SqlIntervalLiteral) node));
    }

    static SqlIntervalLiteral.IntervalValue interval(SqlIntervalLiteral literal) {
        return literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
    }

    /** A length in the greatest unit that has no rest, for example {@code 25 s}. */
    static String shown(long millis) {
        if (millis % DAY_MS == 0 && millis != 0) {
            return millis / DAY_MS + " d";
        }
        if (millis % HOUR_MS == 0 && millis != 0) {
            return millis / HOUR_MS + " h";
        }
        if (millis % SECOND_MS == 0) {
            boolean isMinutes = millis % MINUTE_MS == 0 && millis > MINUTE_MS;
            return isMinutes ? millis / MINUTE_MS + " min" : millis / SECOND_MS + " s";
        }
        return millis + " ms";
    }
}
