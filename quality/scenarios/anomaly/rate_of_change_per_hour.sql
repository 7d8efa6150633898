-- Change since the row before by the time since.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 10.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 12.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', CAST(NULL AS DOUBLE), TIMESTAMP '2026-05-01 10:02:00'),
  ('p1', 6.0, TIMESTAMP '2026-05-01 10:03:00');

SELECT v, RATE_OF_CHANGE(v, INTERVAL '1' HOUR) OVER (PARTITION BY pump ORDER BY ts) AS per_hour FROM readings;

-- expect
-- | 10.0 | NULL |
-- | 12.0 | 120.0 |
-- | NULL | NULL |
-- | 6.0 | -180.0 |
