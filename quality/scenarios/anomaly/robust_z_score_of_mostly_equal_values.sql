-- More than half of the frame is one value, so the median distance is 0 and the mean distance stands for it; where all are equal the limit.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:02:00'),
  ('p1', 6.0, TIMESTAMP '2026-05-01 10:03:00'),
  ('p1', 6.0, TIMESTAMP '2026-05-01 10:04:00'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:05:00'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:06:00'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:07:00'),
  ('p1', 9.0, TIMESTAMP '2026-05-01 10:08:00');

SELECT v, CAST(ROBUST_ZSCORE(v) OVER (PARTITION BY pump ORDER BY ts ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS DECIMAL(9, 3)) AS robust FROM readings;

-- expect
-- | 5.0 | NULL |
-- | 5.0 | NULL |
-- | 5.0 | 0.000 |
-- | 6.0 | 1000.000 |
-- | 6.0 | 2.394 |
-- | 5.0 | -2.394 |
-- | 5.0 | -2.394 |
-- | 5.0 | 0.000 |
-- | 9.0 | 1000.000 |
