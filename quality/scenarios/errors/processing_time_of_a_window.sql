-- A window has no processing time: that would differ with every run.
CREATE TABLE readings (pump STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'scenario');

-- expect error SQL-105
SELECT ^TUMBLE_PROCTIME(ts, INTERVAL '1' HOUR)^ FROM readings GROUP BY TUMBLE(ts, INTERVAL '1' HOUR);
