-- LEAD: each reading with the next one of its pump, however disordered both came; NULL or the default behind the last.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', 7.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:00:04'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 9.0, TIMESTAMP '2026-05-01 10:00:20');

SELECT pump, temp_c,
  LEAD(temp_c) OVER (PARTITION BY pump ORDER BY ts) AS next_c,
  LEAD(temp_c, 2, -1) OVER (PARTITION BY pump ORDER BY ts) AS after_next_c,
  LEAD(temp_c, 1, temp_c) OVER (PARTITION BY pump ORDER BY ts) AS next_or_own_c
FROM readings;

-- expect
-- | p1 | 1.0 | 2.0 | 4.0 | 2.0 |
-- | p1 | 2.0 | 4.0 | 9.0 | 4.0 |
-- | p1 | 4.0 | 9.0 | -1.0 | 9.0 |
-- | p1 | 9.0 | NULL | -1.0 | 9.0 |
-- | p2 | 7.0 | NULL | -1.0 | 7.0 |
