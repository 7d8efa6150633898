-- A frame that lies behind the row: the greatest reading of the ten seconds that follow it.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 9.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:05'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:30');

SELECT pump, temp_c, MAX(temp_c) OVER (
  PARTITION BY pump ORDER BY ts RANGE BETWEEN INTERVAL '0.001' SECOND FOLLOWING AND INTERVAL '10' SECOND FOLLOWING) AS next_c
FROM readings;

-- expect
-- | p1 | 9.0 | 4.0 |
-- | p1 | 2.0 | 4.0 |
-- | p1 | 4.0 | NULL |
-- | p1 | 3.0 | NULL |
