-- A trip ends when a vehicle has sent nothing for five minutes: its length, duration and mean speed.
CREATE TABLE pings (
  vehicle STRING, odometer_km DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO pings VALUES
  ('v1', 100.0, TIMESTAMP '2026-05-01 08:00:00'),
  ('v1', 102.5, TIMESTAMP '2026-05-01 08:03:00'),
  ('v2', 7.0, TIMESTAMP '2026-05-01 08:03:30'),
  ('v1', 105.0, TIMESTAMP '2026-05-01 08:06:00'),
  ('v1', 105.0, TIMESTAMP '2026-05-01 08:30:00'),
  ('v1', 120.0, TIMESTAMP '2026-05-01 08:34:59');

SELECT vehicle, MIN(ts) AS started, MAX(odometer_km) - MIN(odometer_km) AS km,
  TIMESTAMPDIFF(SECOND, MIN(ts), MAX(ts)) AS seconds
FROM TABLE(SESSION(TABLE pings PARTITION BY vehicle, DESCRIPTOR(ts), INTERVAL '5' MINUTE))
GROUP BY vehicle, window_start, window_end;
-- expect
-- | v1 | 2026-05-01 08:00:00.000 | 5.0 | 360 |
-- | v1 | 2026-05-01 08:30:00.000 | 15.0 | 299 |
-- | v2 | 2026-05-01 08:03:30.000 | 0.0 | 0 |
