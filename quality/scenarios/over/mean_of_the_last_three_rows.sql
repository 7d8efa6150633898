-- Mean of a row and the two before it, per pump, in event-time order.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p2', 9.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:00:04');

SELECT pump, temp_c, AVG(temp_c) OVER (PARTITION BY pump ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS mean_c FROM readings;

-- expect
-- | p1 | 1.0 | 1.0 |
-- | p1 | 2.0 | 1.5 |
-- | p1 | 3.0 | 2.0 |
-- | p1 | 4.0 | 3.0 |
-- | p2 | 9.0 | 9.0 |
