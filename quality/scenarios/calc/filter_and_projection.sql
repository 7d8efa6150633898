-- Rows above a limit, converted to Fahrenheit; the rest is dropped by the filter and still counts as used.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 20.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 95.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p2', 80.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p2', NULL, TIMESTAMP '2026-05-01 10:00:04');

SELECT pump, temp_c * 1.8 + 32 AS temp_f FROM readings WHERE temp_c >= 80;

-- expect
-- | p1 | 203.0 |
-- | p2 | 176.0 |
