-- RANK, DENSE_RANK and ROW_NUMBER of the rows so far: readings of one time have one rank, a late one moves those behind it.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:04'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:04'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:00:09'),
  ('p1', 0.5, TIMESTAMP '2026-05-01 10:00:00');

SELECT temp_c, RANK() OVER w AS r, DENSE_RANK() OVER w AS d, ROW_NUMBER() OVER w AS n
FROM readings WINDOW w AS (PARTITION BY pump ORDER BY ts);

-- expect
-- | 0.5 | 1 | 1 | 1 |
-- | 1.0 | 2 | 2 | 2 |
-- | 2.0 | 3 | 3 | 3 |
-- | 3.0 | 3 | 3 | 4 |
-- | 4.0 | 5 | 4 | 5 |
