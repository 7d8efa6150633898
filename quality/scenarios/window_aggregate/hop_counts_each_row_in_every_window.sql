-- HOP of one minute every 20 s: each row is in three windows.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:30');

SELECT pump, window_start, window_end, COUNT(*) AS n
FROM TABLE(HOP(TABLE readings, DESCRIPTOR(ts), INTERVAL '20' SECOND, INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2026-05-01 09:59:40.000 | 2026-05-01 10:00:40.000 | 1 |
-- | p1 | 2026-05-01 10:00:00.000 | 2026-05-01 10:01:00.000 | 1 |
-- | p1 | 2026-05-01 10:00:20.000 | 2026-05-01 10:01:20.000 | 1 |
