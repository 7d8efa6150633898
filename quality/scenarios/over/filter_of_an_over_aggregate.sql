-- FILTER in OVER: only rows that pass are aggregated, every row has a result.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 9.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 8.0, TIMESTAMP '2026-05-01 10:00:04');

SELECT temp_c,
  SUM(temp_c) FILTER (WHERE temp_c > 5) OVER w AS hot_sum,
  COUNT(*) FILTER (WHERE temp_c > 5) OVER w AS hot_rows,
  COUNT(*) OVER w AS all_rows,
  ARRAY_AGG(temp_c) FILTER (WHERE temp_c > 5) OVER (w ROWS 2 PRECEDING) AS hot
FROM readings WINDOW w AS (PARTITION BY pump ORDER BY ts);

-- expect
-- | 1.0 | NULL | 0 | 1 | NULL |
-- | 9.0 | 9.0 | 1 | 2 | [9.0] |
-- | 3.0 | 9.0 | 1 | 3 | [9.0] |
-- | 8.0 | 17.0 | 2 | 4 | [9.0, 8.0] |
