-- LEAD eager: a reading is said at once without the next one, and again when that is there.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE TABLE steps (
  pump STRING, temp_c DOUBLE, next_c DOUBLE
) WITH ('connector' = 'scenario', 'emit' = 'eager');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:02');

INSERT INTO steps
SELECT pump, temp_c, LEAD(temp_c) OVER (PARTITION BY pump ORDER BY ts) FROM readings;

-- kinds
-- | +I | p1 | 1.0 | NULL |
-- | -U | p1 | 1.0 | NULL |
-- | +U | p1 | 1.0 | 3.0 |
-- | +I | p1 | 3.0 | NULL |
-- | -U | p1 | 1.0 | 3.0 |
-- | +U | p1 | 1.0 | 2.0 |
-- | +I | p1 | 2.0 | 3.0 |
