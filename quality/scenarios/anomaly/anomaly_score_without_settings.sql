-- One score without settings: the spike of press 1 and the drop of press 2 are found when they begin, each by one alarm; the daily swing of press 1 is none. The first row is noise that was higher at its hour than ever before.
CREATE TABLE readings (
  t BIGINT, press STRING, temp DOUBLE, ts AS TO_TIMESTAMP_LTZ(t * 1000, 3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario');

-- load readings from presses.csv

SELECT t, press, temp
FROM (SELECT t, press, temp, ANOMALY_SCORE(temp) OVER (PARTITION BY press ORDER BY ts) AS score FROM readings)
WHERE score >= 0.5;

-- expect
-- | 1777959600 | press-1 | 63.22 |
-- | 1778013600 | press-1 | 76.76 |
-- | 1778103600 | press-2 | 14.21 |
