-- COUNT(DISTINCT) counts equal values once.
CREATE TABLE readings (
  pump STRING, code STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 'a', TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 'b', TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 'a', TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', NULL, TIMESTAMP '2026-05-01 10:00:04');

SELECT pump, COUNT(DISTINCT code) AS codes
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2 |
