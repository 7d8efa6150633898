-- A stream joined with itself: readings that rose by more than 10 within 3 s.
CREATE TABLE readings (device STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)
  WITH ('connector' = 'scenario', 'key.fields' = 'device');
INSERT INTO readings VALUES
  ('a', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('a', 20, TIMESTAMP '2026-05-01 10:00:02'),
  ('a', 40, TIMESTAMP '2026-05-01 10:00:06'),
  ('b', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('b', 11, TIMESTAMP '2026-05-01 10:00:01'),
  ('b', 12, TIMESTAMP '2026-05-01 10:00:01');
SELECT x.device, x.v, y.v AS later FROM readings AS x JOIN readings AS y
  ON x.device = y.device AND y.ts BETWEEN x.ts AND x.ts + INTERVAL '3' SECOND AND y.v - x.v > 10;
-- expect
-- | a | 1 | 20 |
-- | b | 1 | 12 |
