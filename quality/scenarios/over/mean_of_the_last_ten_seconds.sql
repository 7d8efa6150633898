-- A frame of time: rows of the last ten seconds, those exactly ten seconds old included.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:00:11');

SELECT pump, temp_c, AVG(temp_c) OVER (PARTITION BY pump ORDER BY ts RANGE BETWEEN INTERVAL '10' SECOND PRECEDING AND CURRENT ROW) AS mean_c FROM readings;

-- expect
-- | p1 | 1.0 | 1.0 |
-- | p1 | 3.0 | 2.0 |
-- | p1 | 5.0 | 4.0 |
