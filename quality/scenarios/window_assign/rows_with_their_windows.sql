-- A window function without GROUP BY gives every row once for each of its windows.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:30');

SELECT pump, temp_c, window_start, window_end
FROM TABLE(HOP(TABLE readings, DESCRIPTOR(ts), INTERVAL '30' SECOND, INTERVAL '1' MINUTE));

-- expect
-- | p1 | 1.0 | 2026-05-01 10:00:00.000 | 2026-05-01 10:01:00.000 |
-- | p1 | 1.0 | 2026-05-01 10:00:30.000 | 2026-05-01 10:01:30.000 |
