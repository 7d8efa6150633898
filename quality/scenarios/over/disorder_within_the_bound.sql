-- Rows that arrive in another order than they happened give the same as in order.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:02');

SELECT pump, temp_c, SUM(temp_c) OVER (PARTITION BY pump ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM readings;

-- expect
-- | p1 | 1.0 | 1.0 |
-- | p1 | 2.0 | 3.0 |
-- | p1 | 3.0 | 5.0 |
