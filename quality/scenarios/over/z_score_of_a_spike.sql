-- A z-score over the twenty readings before, the reading itself not among them, finds the spike at its 25th to 27th second; over all sixty readings no z-score would pass 2.52.
CREATE TABLE readings (
  t BIGINT, temp DOUBLE, ts AS TO_TIMESTAMP_LTZ(t * 1000, 3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario');

CREATE VIEW baseline AS
SELECT t, temp,
  COUNT(temp) OVER w AS n, AVG(temp) OVER w AS mean_c, STDDEV_POP(temp) OVER w AS dev_c
FROM readings
WINDOW w AS (ORDER BY ts ROWS BETWEEN 20 PRECEDING AND 1 PRECEDING);

-- load readings from temp60.csv

SELECT t, temp FROM baseline WHERE n = 20 AND ABS(temp - mean_c) > 3 * dev_c;

-- expect
-- | 25 | 32.43 |
-- | 26 | 32.71 |
-- | 27 | 32.77 |
