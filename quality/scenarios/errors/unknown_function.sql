-- A function that does not exist.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

-- expect error SQL-105
SELECT ^MEDIAN_OF_ALL^(temp_c) AS m FROM readings;
