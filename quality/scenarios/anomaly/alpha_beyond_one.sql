-- A constant out of its range is found before anything runs.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

-- expect error SQL-106
SELECT v, EWMA(v, 1.5) OVER (PARTITION BY pump ORDER BY ts) AS m FROM readings;
