-- A group that had no row for its time to live begins anew; the result that it gave stays until the new one replaces it.
CREATE TABLE readings (
  device STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario', 'state.ttl' = '1 h', 'time.clock' = 'stream');

INSERT INTO readings VALUES
  ('d1', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('d1', 1, TIMESTAMP '2026-05-01 10:10:00'),
  ('d2', 1, TIMESTAMP '2026-05-01 10:50:00'),
  ('d2', 1, TIMESTAMP '2026-05-01 11:10:00'),
  ('d1', 1, TIMESTAMP '2026-05-01 11:20:00'),
  ('d2', 1, TIMESTAMP '2026-05-01 11:30:00');

SELECT device, COUNT(*) AS readings FROM readings GROUP BY device;

-- expect
-- | d1 | 1 |
-- | d2 | 3 |
