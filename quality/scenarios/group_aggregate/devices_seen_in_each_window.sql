-- SELECT DISTINCT with a window is bounded by the window.
CREATE TABLE readings (
  device STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('d1', TIMESTAMP '2026-05-01 10:00:00'),
  ('d1', TIMESTAMP '2026-05-01 10:00:59.999'),
  ('d2', TIMESTAMP '2026-05-01 10:00:30'),
  ('d1', TIMESTAMP '2026-05-01 10:01:00');

SELECT DISTINCT window_start, window_end, device
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE));

-- expect
-- | 2026-05-01 10:00:00.000 | 2026-05-01 10:01:00.000 | d1 |
-- | 2026-05-01 10:00:00.000 | 2026-05-01 10:01:00.000 | d2 |
-- | 2026-05-01 10:01:00.000 | 2026-05-01 10:02:00.000 | d1 |
