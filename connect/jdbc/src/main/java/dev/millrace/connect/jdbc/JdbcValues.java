// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.jdbc;

import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;

/** Values between rows and statements. Times without a zone are in UTC on both sides. One thread. */
final class JdbcValues {
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    private final Calendar utc = new GregorianCalendar(UTC);

    /** Sets a parameter to a column of a row. */
    void set(PreparedStatement statement, int parameter, Row row, int column, DataType type) throws SQLException {
        if (row.isNull(column)) {
            statement.setNull(parameter, Types.NULL);
            return;
        }
        switch (type.kind()) {
            case BOOLEAN -> statement.setBoolean(parameter, row.booleanAt(column));
            case TINYINT, SMALLINT, INT -> statement.setInt(parameter, (int) row.longAt(column));
            case BIGINT, INTERVAL_DAY, INTERVAL_MONTH -> statement.setLong(parameter, row.longAt(column));
            case FLOAT -> statement.setFloat(parameter, (float) row.doubleAt(column));
            case DOUBLE -> statement.setDouble(parameter, row.doubleAt(column));
            case DECIMAL -> statement.setBigDecimal(parameter, row.decimalAt(column));
            case STRING -> statement.setString(parameter, row.stringAt(column));
            case BYTES -> statement.setBytes(parameter, (byte[]) row.objectAt(column));
            case DATE -> statement.setObject(parameter, LocalDate.ofEpochDay(row.longAt(column)));
            case TIME ->
                statement.setObject(
                        parameter, LocalTime.ofNanoOfDay(TimeUnit.MILLISECONDS.toNanos(row.longAt(column))));
            case TIMESTAMP, TIMESTAMP_LTZ -> statement.setTimestamp(parameter, new Timestamp(row.longAt(column)), utc);
            case ROW, ARRAY, MAP -> throw new IllegalStateException(type + " is refused when a table is created");
        }
    }

    /** Takes a column of a result, which counts from 1, into a column of a row. */
    void get(ResultSet result, int resultColumn, Row row, int column, DataType type) throws SQLException {
        switch (type.kind()) {
            case BOOLEAN -> row.setBoolean(column, result.getBoolean(resultColumn));
            case TINYINT, SMALLINT, INT, BIGINT, INTERVAL_DAY, INTERVAL_MONTH ->
                row.setLong(column, result.getLong(resultColumn));
            case FLOAT -> row.setDouble(column, result.getFloat(resultColumn));
            case DOUBLE -> row.setDouble(column, result.getDouble(resultColumn));
            case DECIMAL -> row.setObject(column, decimal(result.getBigDecimal(resultColumn), type));
            case STRING -> row.setObject(column, result.getString(resultColumn));
            case BYTES -> row.setObject(column, result.getBytes(resultColumn));
            case DATE -> {
                LocalDate date = result.getObject(resultColumn, LocalDate.class);
                row.setLong(column, date == null ? 0 : date.toEpochDay());
            }
            case TIME -> {
                LocalTime time = result.getObject(resultColumn, LocalTime.class);
                row.setLong(column, time == null ? 0 : TimeUnit.NANOSECONDS.toMillis(time.toNanoOfDay()));
            }
            case TIMESTAMP, TIMESTAMP_LTZ -> {
                Timestamp time = result.getTimestamp(resultColumn, utc);
                row.setLong(column, time == null ? 0 : time.getTime());
            }
            case ROW, ARRAY, MAP -> throw new IllegalStateException(type + " is refused when a table is created");
        }
        if (result.wasNull()) {
            row.setNull(column);
        }
    }

    private static BigDecimal decimal(BigDecimal value, DataType type) {
        return value == null ? null : value.setScale(type.scale(), RoundingMode.HALF_UP);
    }
}
