-- UNION ALL of two tables, each row once.
CREATE TABLE north (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE TABLE south (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO north VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01');

INSERT INTO south VALUES
  ('p2', 2.0, TIMESTAMP '2026-05-01 10:00:02');

SELECT pump, temp_c FROM north
UNION ALL
SELECT pump, temp_c FROM south;

-- expect
-- | p1 | 1.0 |
-- | p2 | 2.0 |
