-- The change from window to window, per device; a late row corrects its window and the change behind it.
CREATE TABLE readings (
  device STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '10 min');

CREATE VIEW per_minute AS
SELECT device, window_start, window_time, SUM(v) AS total
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY device, window_start, window_end, window_time;

INSERT INTO readings VALUES
  ('d1', 1, TIMESTAMP '2026-05-01 10:00:10'),
  ('d1', 2, TIMESTAMP '2026-05-01 10:01:10'),
  ('d1', 4, TIMESTAMP '2026-05-01 10:02:10'),
  ('d1', 8, TIMESTAMP '2026-05-01 10:03:10');
INSERT INTO readings VALUES
  ('d1', 16, TIMESTAMP '2026-05-01 10:01:20');

SELECT device, window_start, total,
  total - LAG(total) OVER (PARTITION BY device ORDER BY window_time) AS change,
  AVG(CAST(total AS DOUBLE)) OVER (PARTITION BY device ORDER BY window_time ROWS 1 PRECEDING) AS mean
FROM per_minute;

-- expect
-- | d1 | 2026-05-01 10:00:00.000 | 1 | NULL | 1.0 |
-- | d1 | 2026-05-01 10:01:00.000 | 18 | 17 | 9.5 |
-- | d1 | 2026-05-01 10:02:00.000 | 4 | -14 | 11.0 |
-- | d1 | 2026-05-01 10:03:00.000 | 8 | 4 | 6.0 |
