-- Heating degree hours of a day: how far below 18 degrees it was, times the quarter of an hour that a reading stands for.
CREATE TABLE outside (
  site STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO outside VALUES
  ('north', 10.0, TIMESTAMP '2026-01-10 00:00:00'),
  ('north', 14.0, TIMESTAMP '2026-01-10 00:15:00'),
  ('north', 18.0, TIMESTAMP '2026-01-10 00:30:00'),
  ('north', 21.5, TIMESTAMP '2026-01-10 00:45:00'),
  ('north', NULL, TIMESTAMP '2026-01-10 01:00:00'),
  ('south', 19.0, TIMESTAMP '2026-01-10 00:00:00'),
  ('north', -2.0, TIMESTAMP '2026-01-11 00:00:00');

SELECT site, window_start, SUM(GREATEST(18 - temp_c, 0) / 4) AS degree_hours
FROM TABLE(TUMBLE(TABLE outside, DESCRIPTOR(ts), INTERVAL '1' DAY))
GROUP BY site, window_start, window_end;
-- expect
-- | north | 2026-01-10 00:00:00.000 | 3.0 |
-- | south | 2026-01-10 00:00:00.000 | 0.0 |
-- | north | 2026-01-11 00:00:00.000 | 5.0 |
