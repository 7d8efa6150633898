-- Sixty readings of a spike in windows of ten seconds: six windows, the spike is in two of them.
CREATE TABLE readings (
  t BIGINT, temp DOUBLE, ts AS TO_TIMESTAMP_LTZ(t * 1000, 3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario');

-- load readings from temp60.csv

SELECT window_start, ROUND(AVG(temp), 1) AS mean_c, MAX(temp) AS max_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '10' SECOND))
GROUP BY window_start, window_end;

-- expect
-- | 1970-01-01 00:00:00.000 | 22.4 | 22.93 |
-- | 1970-01-01 00:00:10.000 | 23.5 | 24.09 |
-- | 1970-01-01 00:00:20.000 | 28.5 | 33.03 |
-- | 1970-01-01 00:00:30.000 | 26.1 | 33.17 |
-- | 1970-01-01 00:00:40.000 | 26.5 | 26.84 |
-- | 1970-01-01 00:00:50.000 | 27.6 | 28.15 |
