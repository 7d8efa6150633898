-- FIRST_VALUE, LAST_VALUE and NTH_VALUE of a frame, all rows before and the last three.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:00:04'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:03');

SELECT temp_c,
  FIRST_VALUE(temp_c) OVER w AS first_c,
  NTH_VALUE(temp_c, 2) OVER w AS second_c,
  LAST_VALUE(temp_c) OVER (w ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS last_c,
  NTH_VALUE(temp_c, 2) OVER (w ROWS 2 PRECEDING) AS middle_c
FROM readings WINDOW w AS (PARTITION BY pump ORDER BY ts);

-- expect
-- | 1.0 | 1.0 | NULL | NULL | NULL |
-- | 2.0 | 1.0 | 2.0 | 1.0 | 2.0 |
-- | 3.0 | 1.0 | 2.0 | 2.0 | 2.0 |
-- | 4.0 | 1.0 | 2.0 | 3.0 | 3.0 |
