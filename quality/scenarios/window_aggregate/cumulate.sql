-- CUMULATE: windows of one start that grow by a step.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:40');

SELECT pump, window_start, window_end, SUM(temp_c) AS total
FROM TABLE(CUMULATE(TABLE readings, DESCRIPTOR(ts), INTERVAL '20' SECOND, INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2026-05-01 10:00:00.000 | 2026-05-01 10:00:20.000 | 1.0 |
-- | p1 | 2026-05-01 10:00:00.000 | 2026-05-01 10:00:40.000 | 1.0 |
-- | p1 | 2026-05-01 10:00:00.000 | 2026-05-01 10:01:00.000 | 3.0 |
