-- A pump that falls silent does not hold its last reading back: it is said without a next one, and corrected when the pump is back.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p2', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p2', 2.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:01:01');

SELECT pump, temp_c, LEAD(temp_c) OVER (PARTITION BY pump ORDER BY ts) AS next_c FROM readings;

-- expect
-- | p1 | 1.0 | 3.0 |
-- | p1 | 3.0 | NULL |
-- | p2 | 1.0 | 2.0 |
-- | p2 | 2.0 | NULL |
