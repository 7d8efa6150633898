-- HAVING drops windows, not rows.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p2', 1.0, TIMESTAMP '2026-05-01 10:00:01');

SELECT pump, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end
HAVING COUNT(*) > 1;

-- expect
-- | p1 | 2 |
