-- With emit final each place of a window is said once, when no correction can come any more.
SET 'emit' = 'final';
CREATE TABLE readings (
  site STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '1 min');

INSERT INTO readings VALUES
  ('s1', 1, TIMESTAMP '2026-05-01 10:00:01'),
  ('s1', 5, TIMESTAMP '2026-05-01 10:01:01'),
  ('s1', 3, TIMESTAMP '2026-05-01 10:00:02'),
  ('s1', 2, TIMESTAMP '2026-05-01 10:02:00');

SELECT site, window_start, v
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY site, window_start, window_end ORDER BY v DESC) AS n
      FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE)))
WHERE n = 1;

-- kinds
-- | +I | s1 | 2026-05-01 10:00:00.000 | 3 |
-- | +I | s1 | 2026-05-01 10:01:00.000 | 5 |
-- | +I | s1 | 2026-05-01 10:02:00.000 | 2 |
