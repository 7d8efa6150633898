-- Frame of the two rows before, the current row not in it; the first row has no baseline.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 9.0, TIMESTAMP '2026-05-01 10:00:03');

SELECT pump, temp_c, AVG(temp_c) OVER (PARTITION BY pump ORDER BY ts ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS before_c FROM readings;

-- expect
-- | p1 | 1.0 | NULL |
-- | p1 | 3.0 | 1.0 |
-- | p1 | 9.0 | 2.0 |
