-- Arguments behind the value are constants.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

-- expect error SQL-106
SELECT v, CHANGE_POINT(v, v) OVER (PARTITION BY pump ORDER BY ts) AS c FROM readings;
