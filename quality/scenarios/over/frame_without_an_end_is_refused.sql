-- A frame up to the last row of a key has no end on a stream.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

-- expect error SQL-145
SELECT SUM(temp_c) OVER (PARTITION BY pump ORDER BY ts ROWS BETWEEN CURRENT ROW AND ^UNBOUNDED FOLLOWING^) FROM readings;
