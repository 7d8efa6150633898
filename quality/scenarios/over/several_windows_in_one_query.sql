-- Several OVER windows at once: by pump and by site, of rows and of time, one built on another with a frame of its own.
CREATE TABLE readings (
  site STRING, pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('s1', 'p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('s1', 'p2', 3.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('s1', 'p1', 5.0, TIMESTAMP '2026-05-01 10:00:09'),
  ('s2', 'p1', 9.0, TIMESTAMP '2026-05-01 10:00:12');

SELECT site, pump, temp_c,
  SUM(temp_c) OVER by_pump AS pump_sum,
  AVG(temp_c) OVER (by_pump ROWS 1 PRECEDING) AS pump_mean,
  MAX(temp_c) OVER (PARTITION BY site ORDER BY ts RANGE BETWEEN INTERVAL '5' SECOND PRECEDING AND CURRENT ROW) AS site_top,
  COUNT(*) OVER (PARTITION BY site ORDER BY ts) AS site_rows
FROM readings WINDOW by_pump AS (PARTITION BY pump ORDER BY ts);

-- expect
-- | s1 | p1 | 1.0 | 1.0 | 1.0 | 1.0 | 1 |
-- | s1 | p2 | 3.0 | 3.0 | 3.0 | 3.0 | 2 |
-- | s1 | p1 | 5.0 | 6.0 | 3.0 | 5.0 | 3 |
-- | s2 | p1 | 9.0 | 15.0 | 7.0 | 9.0 | 1 |
