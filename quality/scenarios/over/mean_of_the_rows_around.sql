-- Centred means: one reading before to one behind, and two seconds before to two behind.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 9.0, TIMESTAMP '2026-05-01 10:00:04'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:00:09');

SELECT pump, temp_c,
  AVG(temp_c) OVER (PARTITION BY pump ORDER BY ts ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS around_c,
  AVG(temp_c) OVER (PARTITION BY pump ORDER BY ts RANGE BETWEEN INTERVAL '2' SECOND PRECEDING AND INTERVAL '2' SECOND FOLLOWING) AS near_c
FROM readings;

-- expect
-- | p1 | 1.0 | 2.0 | 2.0 |
-- | p1 | 3.0 | 4.333333333333333 | 4.333333333333333 |
-- | p1 | 9.0 | 5.666666666666667 | 6.0 |
-- | p1 | 5.0 | 7.0 | 5.0 |
