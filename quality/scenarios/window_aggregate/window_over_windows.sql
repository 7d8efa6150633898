-- Per pump and minute first, then per site and five minutes: results are read as a stream again, by another key.
CREATE TABLE readings (
  site STRING, pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE VIEW per_minute AS
SELECT site, pump, window_time AS ts, MAX(temp_c) AS top_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY site, pump, window_start, window_end, window_time;

INSERT INTO readings VALUES
  ('s1', 'p1', 10.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('s1', 'p1', 20.0, TIMESTAMP '2026-05-01 10:00:20'),
  ('s1', 'p2', 30.0, TIMESTAMP '2026-05-01 10:00:30'),
  ('s2', 'p3', 5.0, TIMESTAMP '2026-05-01 10:00:40'),
  ('s1', 'p1', 40.0, TIMESTAMP '2026-05-01 10:01:10');

SELECT site, window_start, SUM(top_c) AS total
FROM TABLE(TUMBLE(TABLE per_minute, DESCRIPTOR(ts), INTERVAL '5' MINUTE))
GROUP BY site, window_start, window_end;

-- expect
-- | s1 | 2026-05-01 10:00:00.000 | 90.0 |
-- | s2 | 2026-05-01 10:00:00.000 | 5.0 |
