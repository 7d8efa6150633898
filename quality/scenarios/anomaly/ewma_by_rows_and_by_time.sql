-- By rows every reading weighs alpha; by time the reading after a gap of two half-lives weighs more than the old ones. NULL leaves the mean as it is.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 10.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 20.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', CAST(NULL AS DOUBLE), TIMESTAMP '2026-05-01 10:02:00'),
  ('p1', 40.0, TIMESTAMP '2026-05-01 10:03:00');

SELECT v, EWMA(v, 0.5) OVER w AS by_rows, EWMA(v, INTERVAL '1' MINUTE) OVER w AS by_time FROM readings WINDOW w AS (PARTITION BY pump ORDER BY ts);

-- expect
-- | 10.0 | 10.0 | 10.0 |
-- | 20.0 | 15.0 | 16.666666666666668 |
-- | NULL | 15.0 | 16.666666666666668 |
-- | 40.0 | 27.5 | 33.63636363636363 |
