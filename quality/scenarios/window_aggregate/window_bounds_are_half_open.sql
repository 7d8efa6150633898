-- A row at the end of a window belongs to the next one.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:59.999'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:01:00');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2026-05-01 10:00:00.000 | 1.5 |
-- | p1 | 2026-05-01 10:01:00.000 | 3.0 |
