-- Per device and window first, then over all devices of the same window without naming a window function again; a revision is not added on top.
CREATE TABLE readings (
  device STRING, kwh DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE VIEW per_device AS
SELECT device, window_start, window_end, SUM(kwh) AS kwh
FROM TABLE(HOP(TABLE readings, DESCRIPTOR(ts), INTERVAL '30' SECOND, INTERVAL '1' MINUTE))
GROUP BY device, window_start, window_end;

INSERT INTO readings VALUES
  ('d1', 1.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('d2', 2.0, TIMESTAMP '2026-05-01 10:00:40'),
  ('d3', NULL, TIMESTAMP '2026-05-01 10:00:40'),
  ('d1', 4.0, TIMESTAMP '2026-05-01 10:01:40');
INSERT INTO readings VALUES
  ('d1', 8.0, TIMESTAMP '2026-05-01 10:00:50');

SELECT window_start, SUM(kwh) AS kwh, COUNT(*) AS devices, COUNT(kwh) AS metered
FROM per_device
GROUP BY window_start, window_end;

-- expect
-- | 2026-05-01 09:59:30.000 | 1.0 | 1 | 1 |
-- | 2026-05-01 10:00:00.000 | 11.0 | 3 | 2 |
-- | 2026-05-01 10:00:30.000 | 10.0 | 3 | 2 |
-- | 2026-05-01 10:01:00.000 | 4.0 | 1 | 1 |
-- | 2026-05-01 10:01:30.000 | 4.0 | 1 | 1 |
