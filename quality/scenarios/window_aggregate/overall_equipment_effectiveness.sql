-- OEE of an hour = availability x performance x quality; a machine reports every quarter, its ideal rate is 10 parts a minute.
CREATE TABLE quarters (
  machine STRING, run_min INT, made INT, good INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE
) WITH ('connector' = 'scenario');

INSERT INTO quarters VALUES
  ('m1', 15, 150, 150, TIMESTAMP '2026-05-01 10:00:00'),
  ('m1', 12, 90, 81, TIMESTAMP '2026-05-01 10:15:00'),
  ('m1', 0, 0, 0, TIMESTAMP '2026-05-01 10:30:00'),
  ('m1', 15, 120, 105, TIMESTAMP '2026-05-01 10:45:00'),
  ('m2', 0, 0, 0, TIMESTAMP '2026-05-01 10:00:00'),
  ('m1', 15, 150, 150, TIMESTAMP '2026-05-01 11:00:00');

-- m1: 42 of 60 minutes, 360 of 420 parts, 336 of 360 good: 336 / 600. m2 stood still: nothing to divide by.
CREATE VIEW hours AS
SELECT machine, window_start,
  CAST(SUM(run_min) AS DOUBLE) / 60 AS availability,
  CAST(SUM(made) AS DOUBLE) / NULLIF(SUM(run_min) * 10, 0) AS performance,
  CAST(SUM(good) AS DOUBLE) / NULLIF(SUM(made), 0) AS quality
FROM TABLE(TUMBLE(TABLE quarters, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY machine, window_start, window_end;

SELECT machine, window_start, availability, ROUND(availability * performance * quality, 4) AS oee FROM hours;
-- expect
-- | m1 | 2026-05-01 10:00:00.000 | 0.7 | 0.56 |
-- | m1 | 2026-05-01 11:00:00.000 | 0.25 | 0.25 |
-- | m2 | 2026-05-01 10:00:00.000 | 0.0 | NULL |
