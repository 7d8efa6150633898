-- Percentiles, exact and approximate, and a count of different values, per window and over the rows before.
CREATE TABLE calls (line STRING, ms DOUBLE, caller STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'scenario');

INSERT INTO calls VALUES
  ('l1', 10, 'a', TIMESTAMP '2026-05-01 10:00:00'),
  ('l1', 20, 'b', TIMESTAMP '2026-05-01 10:00:10'),
  ('l1', 30, 'a', TIMESTAMP '2026-05-01 10:00:20'),
  ('l1', 40, NULL, TIMESTAMP '2026-05-01 10:00:25'),
  ('l1', NULL, 'c', TIMESTAMP '2026-05-01 10:00:30'),
  ('l2', NULL, NULL, TIMESTAMP '2026-05-01 10:00:30');

SELECT line, PERCENTILE(ms, 0.5) AS median, ROUND(APPROX_PERCENTILE(ms, 0.99)) AS p99, APPROX_COUNT_DISTINCT(caller) AS callers
FROM TABLE(HOP(TABLE calls, DESCRIPTOR(ts), INTERVAL '30' SECOND, INTERVAL '1' MINUTE))
GROUP BY line, window_start, window_end;
-- expect
-- | l1 | 25.0 | 30.0 | 2 |
-- | l1 | 25.0 | 30.0 | 3 |
-- | l1 | NULL | NULL | 1 |
-- | l2 | NULL | NULL | 0 |
-- | l2 | NULL | NULL | 0 |

SELECT line, ms, PERCENTILE(ms, 0.5) OVER (PARTITION BY line ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS median
FROM calls WHERE line = 'l1' AND ms > 0;
-- expect
-- | l1 | 10.0 | 10.0 |
-- | l1 | 20.0 | 15.0 |
-- | l1 | 30.0 | 20.0 |
-- | l1 | 40.0 | 30.0 |
