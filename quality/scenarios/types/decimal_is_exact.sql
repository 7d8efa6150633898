-- Ten times 0.1 is 1 in DECIMAL.
CREATE TABLE readings (
  pump STRING, m DECIMAL(10, 2), ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 0.10, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 0.10, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 0.10, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 0.10, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 0.10, TIMESTAMP '2026-05-01 10:00:04'),
  ('p1', 0.10, TIMESTAMP '2026-05-01 10:00:05'),
  ('p1', 0.10, TIMESTAMP '2026-05-01 10:00:06'),
  ('p1', 0.10, TIMESTAMP '2026-05-01 10:00:07'),
  ('p1', 0.10, TIMESTAMP '2026-05-01 10:00:08'),
  ('p1', 0.10, TIMESTAMP '2026-05-01 10:00:09');

SELECT pump, SUM(m) AS total
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 1.00 |
