-- The same readings in windows of ten seconds every two: 34 windows hold at least one reading, and 26 of them are full (ten readings).
CREATE TABLE readings (
  t BIGINT, temp DOUBLE, ts AS TO_TIMESTAMP_LTZ(t * 1000, 3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario');

-- load readings from temp60.csv

SELECT window_start, COUNT(*) AS n, ROUND(AVG(temp), 1) AS mean_c, ROUND(MAX(temp), 1) AS max_c
FROM TABLE(HOP(TABLE readings, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
GROUP BY window_start, window_end;

-- expect
