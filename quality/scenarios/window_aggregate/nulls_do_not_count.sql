-- Aggregates leave NULL out; COUNT(*) does not; a group of NULLs has no mean.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', NULL, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p2', NULL, TIMESTAMP '2026-05-01 10:00:03');

SELECT pump, COUNT(*) AS n, COUNT(temp_c) AS n_temp, SUM(temp_c) AS s, AVG(temp_c) AS a, MIN(temp_c) AS lo, MAX(temp_c) AS hi
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2 | 1 | 4.0 | 4.0 | 4.0 | 4.0 |
-- | p2 | 1 | 0 | NULL | NULL | NULL | NULL |
