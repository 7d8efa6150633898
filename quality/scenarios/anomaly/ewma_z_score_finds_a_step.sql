-- The distance from the mean of the rows before in their deviations.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 10.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 20.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', 20.0, TIMESTAMP '2026-05-01 10:02:00'),
  ('p1', 10.0, TIMESTAMP '2026-05-01 10:03:00');

SELECT v, CAST(EWMA_ZSCORE(v, 0.5) OVER (PARTITION BY pump ORDER BY ts) AS DECIMAL(9, 3)) AS z FROM readings;

-- expect
-- | 10.0 | NULL |
-- | 20.0 | NULL |
-- | 20.0 | 1.000 |
-- | 10.0 | -1.732 |
