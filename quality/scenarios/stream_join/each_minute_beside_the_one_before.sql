-- A result joined with itself: the mean of each minute beside that of the minute before; a late reading corrects both rows.
CREATE TABLE readings (device STRING, v DOUBLE, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario', 'key.fields' = 'device');
CREATE VIEW means AS
  SELECT device, window_start, window_time AS wt, AVG(v) AS mean_v
  FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY device, window_start, window_end, window_time;
INSERT INTO readings VALUES
  ('a', 10, TIMESTAMP '2026-05-01 10:00:00'), ('a', 20, TIMESTAMP '2026-05-01 10:01:00'), ('a', 40, TIMESTAMP '2026-05-01 10:02:00');
INSERT INTO readings VALUES ('a', 40, TIMESTAMP '2026-05-01 10:01:30');
SELECT n.window_start, n.mean_v - b.mean_v AS rise
FROM means AS n LEFT JOIN means AS b ON n.device = b.device AND n.wt = b.wt + INTERVAL '1' MINUTE;
-- expect
-- | 2026-05-01 10:00:00.000 | NULL |
-- | 2026-05-01 10:01:00.000 | 20.0 |
-- | 2026-05-01 10:02:00.000 | 10.0 |
