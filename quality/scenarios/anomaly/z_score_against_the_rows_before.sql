-- A z-score against the rows before: NULL until there are two, the limit where all are equal, NULL for NULL.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:02:00'),
  ('p1', 7.0, TIMESTAMP '2026-05-01 10:03:00'),
  ('p1', CAST(NULL AS DOUBLE), TIMESTAMP '2026-05-01 10:04:00'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:05:00');

SELECT v, ZSCORE(v) OVER (PARTITION BY pump ORDER BY ts ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS z FROM readings;

-- expect
-- | 5.0 | NULL |
-- | 5.0 | NULL |
-- | 5.0 | 0.0 |
-- | 7.0 | 1000.0 |
-- | NULL | NULL |
-- | 3.0 | -2.1213203435596424 |
