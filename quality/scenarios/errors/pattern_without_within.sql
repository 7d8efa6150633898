-- A pattern that could wait for ever.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

-- expect error SQL-155
SELECT pump
FROM readings MATCH_RECOGNIZE (
  PARTITION BY pump ORDER BY ts
  MEASURES A.temp_c AS a_c
  PATTERN (A B+ C)
  DEFINE B AS B.temp_c > 1
) AS m;
