-- Three-way routing by CASE: critical, warning, rest.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 99.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', 85.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p3', 20.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p4', NULL, TIMESTAMP '2026-05-01 10:00:04');

SELECT pump, CASE WHEN temp_c > 95 THEN 'CRITICAL' WHEN temp_c > 80 THEN 'WARNING' ELSE 'NORMAL' END AS severity FROM readings;

-- expect
-- | p1 | CRITICAL |
-- | p2 | WARNING |
-- | p3 | NORMAL |
-- | p4 | NORMAL |
