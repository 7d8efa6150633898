-- SELECT DISTINCT would remember every row for ever.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

-- expect error SQL-122
SELECT DISTINCT pump FROM readings;
