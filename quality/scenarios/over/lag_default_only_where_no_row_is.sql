-- LAG: the default stands for a row that is not there, not for a value that is NULL; IGNORE NULLS takes the last value before.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', NULL, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:00:04');

SELECT temp_c,
  LAG(temp_c, 1, -1) OVER w AS before_c,
  LAG(temp_c, 2, temp_c) OVER w AS second_c,
  LAG(temp_c) IGNORE NULLS OVER w AS known_c
FROM readings WINDOW w AS (PARTITION BY pump ORDER BY ts);

-- expect
-- | 1.0 | -1.0 | 1.0 | NULL |
-- | NULL | 1.0 | NULL | 1.0 |
-- | 3.0 | NULL | 1.0 | 1.0 |
-- | 4.0 | 3.0 | NULL | 3.0 |
