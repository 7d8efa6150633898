-- Eager: each row is answered at once, and the answer is corrected when an earlier row arrives.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE TABLE sums (
  pump STRING, temp_c DOUBLE, s DOUBLE
) WITH ('connector' = 'scenario', 'emit' = 'eager');

INSERT INTO readings VALUES
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01');

INSERT INTO sums
SELECT pump, temp_c, SUM(temp_c) OVER (PARTITION BY pump ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
FROM readings;

-- kinds
-- | +I | p1 | 3.0 | 3.0 |
-- | +I | p1 | 1.0 | 1.0 |
-- | -U | p1 | 3.0 | 3.0 |
-- | +U | p1 | 3.0 | 4.0 |
