-- The values of a frame are kept, so it must not grow for ever.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

-- expect error SQL-145
SELECT v, ROBUST_ZSCORE(v) OVER (PARTITION BY pump ORDER BY ts) AS s FROM readings;
