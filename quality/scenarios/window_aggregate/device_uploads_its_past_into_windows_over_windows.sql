-- Per device first, then per site: a device that was cut off for three hours uploads them, and the site's windows take its results.
CREATE TABLE readings (
  device STRING, kwh DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE VIEW per_device AS
SELECT device, window_time AS at_time, SUM(kwh) AS kwh
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY device, window_start, window_end, window_time;

INSERT INTO readings VALUES
  ('a', 1.0, TIMESTAMP '2026-05-01 10:10:00'),
  ('b', 2.0, TIMESTAMP '2026-05-01 10:20:00'),
  ('c', 4.0, TIMESTAMP '2026-05-01 10:30:00'),
  ('a', 1.0, TIMESTAMP '2026-05-01 11:10:00'),
  ('b', 2.0, TIMESTAMP '2026-05-01 11:20:00'),
  ('a', 1.0, TIMESTAMP '2026-05-01 12:10:00'),
  ('b', 2.0, TIMESTAMP '2026-05-01 12:20:00'),
  ('a', 1.0, TIMESTAMP '2026-05-01 13:10:00'),
  ('b', 2.0, TIMESTAMP '2026-05-01 13:20:00');
INSERT INTO readings VALUES
  ('c', 8.0, TIMESTAMP '2026-05-01 10:40:00'),
  ('c', 16.0, TIMESTAMP '2026-05-01 11:30:00'),
  ('c', 32.0, TIMESTAMP '2026-05-01 12:30:00'),
  ('c', 64.0, TIMESTAMP '2026-05-01 13:30:00');

SELECT window_start, SUM(kwh) AS site_kwh, COUNT(*) AS devices
FROM TABLE(TUMBLE(TABLE per_device, DESCRIPTOR(at_time), INTERVAL '1' HOUR))
GROUP BY window_start, window_end;
-- expect
-- | 2026-05-01 10:00:00.000 | 15.0 | 3 |
-- | 2026-05-01 11:00:00.000 | 19.0 | 3 |
-- | 2026-05-01 12:00:00.000 | 35.0 | 3 |
-- | 2026-05-01 13:00:00.000 | 67.0 | 3 |
-- expect ledger
