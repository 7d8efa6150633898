-- Pairs of windows whose keys are not among the columns: a corrected pair replaces the one before, also where it is known by its position alone.
CREATE TABLE a (k STRING, n INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'scenario');
CREATE TABLE b (k STRING, n INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'scenario');

INSERT INTO a VALUES
  ('k1', 1, TIMESTAMP '2026-05-01 10:00:01'),
  ('k2', 2, TIMESTAMP '2026-05-01 10:00:02'),
  ('k3', 3, TIMESTAMP '2026-05-01 10:00:03'),
  ('k4', 4, TIMESTAMP '2026-05-01 10:00:04');
INSERT INTO b VALUES
  ('k1', 10, TIMESTAMP '2026-05-01 10:00:01'),
  ('k2', 20, TIMESTAMP '2026-05-01 10:00:02'),
  ('k3', 30, TIMESTAMP '2026-05-01 10:00:03'),
  ('k4', 40, TIMESTAMP '2026-05-01 10:00:04'),
  ('k1', 11, TIMESTAMP '2026-05-01 10:00:30'),
  ('k2', 21, TIMESTAMP '2026-05-01 10:00:30'),
  ('k3', 31, TIMESTAMP '2026-05-01 10:00:30'),
  ('k4', 41, TIMESTAMP '2026-05-01 10:00:30');

CREATE TABLE sums (s INT) WITH ('connector' = 'scenario', 'emit' = 'eager');

INSERT INTO sums
SELECT l.s + r.s
FROM (
  SELECT k, window_start, window_end, SUM(n) AS s
  FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY k, window_start, window_end) AS l
JOIN (
  SELECT k, window_start, window_end, SUM(n) AS s
  FROM TABLE(TUMBLE(TABLE b, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY k, window_start, window_end) AS r
ON l.k = r.k AND l.window_start = r.window_start AND l.window_end = r.window_end;
-- expect
-- | 22 |
-- | 43 |
-- | 64 |
-- | 85 |
