-- A window over windows: the revision of a pump replaces what it said before and is not added on top.
CREATE TABLE readings (
  site STRING, pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '10 min');

CREATE VIEW per_minute AS
SELECT site, pump, window_time AS ts, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY site, pump, window_start, window_end, window_time;

INSERT INTO readings VALUES
  ('s1', 'p1', 1.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('s1', 'p1', 1.0, TIMESTAMP '2026-05-01 10:01:10');

INSERT INTO readings VALUES
  ('s1', 'p1', 1.0, TIMESTAMP '2026-05-01 10:00:20');

SELECT site, window_start, SUM(n) AS n
FROM TABLE(TUMBLE(TABLE per_minute, DESCRIPTOR(ts), INTERVAL '5' MINUTE))
GROUP BY site, window_start, window_end;

-- expect
-- | s1 | 2026-05-01 10:00:00.000 | 3 |
