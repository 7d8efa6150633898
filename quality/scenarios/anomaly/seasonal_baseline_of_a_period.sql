-- Every second minute is the high one. What is usual comes from earlier visits to the same part of the period, the score from their spread.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 10.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 50.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', 12.0, TIMESTAMP '2026-05-01 10:02:00'),
  ('p1', 54.0, TIMESTAMP '2026-05-01 10:03:00'),
  ('p1', 17.0, TIMESTAMP '2026-05-01 10:04:00'),
  ('p1', 50.0, TIMESTAMP '2026-05-01 10:05:00');

SELECT v, SEASONAL_BASELINE(v, INTERVAL '2' MINUTE, 2) OVER w AS usual, SEASONAL_ZSCORE(v, INTERVAL '2' MINUTE, 2) OVER w AS z FROM readings WINDOW w AS (PARTITION BY pump ORDER BY ts);

-- expect
-- | 10.0 | NULL | NULL |
-- | 50.0 | NULL | NULL |
-- | 12.0 | 10.0 | NULL |
-- | 54.0 | 50.0 | NULL |
-- | 17.0 | 11.0 | 3.0 |
-- | 50.0 | 52.0 | -0.5 |
