-- Reading 10:08:30 arrives when the clock is at 10:14: with ten minutes of lateness the window [10:00, 10:10) is corrected and marked as an update.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '10 min');

INSERT INTO readings VALUES
  ('p1', 20.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', 30.0, TIMESTAMP '2026-05-01 10:14:00');

INSERT INTO readings VALUES
  ('p1', 40.0, TIMESTAMP '2026-05-01 10:08:30');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '10' MINUTE))
GROUP BY pump, window_start, window_end;

-- kinds
-- | +I | p1 | 2026-05-01 10:00:00.000 | 20.0 |
-- | -U | p1 | 2026-05-01 10:00:00.000 | 20.0 |
-- | +U | p1 | 2026-05-01 10:00:00.000 | 30.0 |
-- | +I | p1 | 2026-05-01 10:10:00.000 | 30.0 |
