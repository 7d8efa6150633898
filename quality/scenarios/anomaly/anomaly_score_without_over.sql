-- The function is about rows in order and stands with OVER alone.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

-- expect error SQL-110
SELECT ANOMALY_SCORE(v) AS s FROM readings;
