-- Rows whose key is NULL are one group of their own.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  (NULL, 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:02'),
  (NULL, 3.0, TIMESTAMP '2026-05-01 10:00:03');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | NULL | 2026-05-01 10:00:00.000 | 2.0 |
-- | p1 | 2026-05-01 10:00:00.000 | 2.0 |
