-- A small spread around a large mean is not lost to rounding.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1000000000.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 1000000001.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 1000000002.0, TIMESTAMP '2026-05-01 10:00:03');

SELECT pump, VAR_SAMP(temp_c) AS v
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 1.0 |
