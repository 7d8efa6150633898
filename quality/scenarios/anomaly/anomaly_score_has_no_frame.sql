-- A function of the whole history has no frame to choose.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

-- expect error SQL-145
SELECT v, ANOMALY_SCORE(v) OVER (PARTITION BY pump ORDER BY ts ROWS BETWEEN 100 PRECEDING AND CURRENT ROW) AS s FROM readings;
