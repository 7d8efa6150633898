-- LEAD with final: each reading once, when nothing about its next one can change any more.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE TABLE steps (
  pump STRING, temp_c DOUBLE, next_c DOUBLE
) WITH ('connector' = 'scenario', 'emit' = 'final');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:40'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:09:00');

INSERT INTO steps
SELECT pump, temp_c, LEAD(temp_c) OVER (PARTITION BY pump ORDER BY ts) FROM readings;

-- kinds
-- | +I | p1 | 1.0 | 2.0 |
-- | +I | p1 | 2.0 | 3.0 |
-- | +I | p1 | 3.0 | 5.0 |
-- | +I | p1 | 5.0 | NULL |
