-- A window over a table without a time attribute.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3)
) WITH ('connector' = 'scenario');

-- expect error SQL-131
SELECT pump, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;
