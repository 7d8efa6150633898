-- One window for all devices.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'time.clock' = 'stream');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', 3.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p3', 5.0, TIMESTAMP '2026-05-01 10:01:30');

SELECT window_start, SUM(temp_c) AS total
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;

-- expect
-- | 2026-05-01 10:00:00.000 | 4.0 |
-- | 2026-05-01 10:01:00.000 | 5.0 |
