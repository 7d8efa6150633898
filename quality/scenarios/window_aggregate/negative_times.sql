-- Windows before 1970 begin at or before their rows, not after.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '1969-12-31 23:59:59.999'),
  ('p1', 2.0, TIMESTAMP '1970-01-01 00:00:00');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 1969-12-31 23:59:00.000 | 1.0 |
-- | p1 | 1970-01-01 00:00:00.000 | 2.0 |
