// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

/** A table of readings, a time-series table of all its rows, and one of its windows. */
final class RealDataSql {
    // An hour comes twice in the recording of the machine, when summer time ended; two hours of lateness take it in.
    private static final String TEXT =
            """
            CREATE TABLE %1$s (device STRING, ts TIMESTAMP(3), `value` DOUBLE,
              WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
            ) WITH (%2$s, 'key.fields' = 'device', 'time.allowed-lateness' = '2 h', 'time.idle' = '2 s');
            CREATE TABLE %1$s_rows (device STRING, ts TIMESTAMP(3), `value` DOUBLE) WITH ('connector' = 'questdb');
            INSERT INTO %1$s_rows SELECT device, ts, `value` FROM %1$s;
            CREATE TABLE %1$s_windows (
              device STRING, window_start TIMESTAMP(3), n BIGINT, mean DOUBLE, low DOUBLE, high DOUBLE,
              PRIMARY KEY (device, window_start) NOT ENFORCED) WITH ('connector' = 'questdb');
            INSERT INTO %1$s_windows
              SELECT device, window_start, COUNT(*) AS n, AVG(`value`) AS mean, MIN(`value`) AS low, MAX(`value`) AS high
              FROM TABLE(TUMBLE(TABLE %1$s, DESCRIPTOR(ts), INTERVAL '%3$s)) GROUP BY device, window_start, window_end;
            """;

    private RealDataSql() {}

    static String of(String table, String options, String interval) {
        return TEXT.formatted(table, options, interval);
    }
}
