-- A result that leaves the columns of its key out is still corrected, not said twice.
CREATE TABLE readings (
  device STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '1 h');

INSERT INTO readings VALUES
  ('d1', 1, TIMESTAMP '2026-05-01 10:00:10'),
  ('d2', 1, TIMESTAMP '2026-05-01 10:00:10'),
  ('d1', 2, TIMESTAMP '2026-05-01 10:01:10');
INSERT INTO readings VALUES
  ('d1', 4, TIMESTAMP '2026-05-01 10:00:20');

SELECT SUM(v) AS total
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY device, window_start, window_end;

-- expect
-- | 5 |
-- | 1 |
-- | 2 |
