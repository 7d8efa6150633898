-- A computed column of the table is there for every query.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3), temp_k AS temp_c + 273.15,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 0.0, TIMESTAMP '2026-05-01 10:00:01');

SELECT pump, temp_k FROM readings;

-- expect
-- | p1 | 273.15 |
