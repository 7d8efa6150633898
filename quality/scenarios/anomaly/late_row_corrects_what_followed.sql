-- Eager: a row that comes late rewinds the history of its key, and the rows after it are corrected.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

CREATE TABLE means (
  pump STRING, v DOUBLE, m DOUBLE
) WITH ('connector' = 'scenario', 'emit' = 'eager');

INSERT INTO readings VALUES
  ('p1', 10.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 20.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 40.0, TIMESTAMP '2026-05-01 10:00:02');

INSERT INTO means
SELECT pump, v, EWMA(v, 0.5) OVER (PARTITION BY pump ORDER BY ts) FROM readings;

-- kinds
-- | +I | p1 | 10.0 | 10.0 |
-- | +I | p1 | 20.0 | 15.0 |
-- | +I | p1 | 40.0 | 25.0 |
-- | -U | p1 | 20.0 | 15.0 |
-- | +U | p1 | 20.0 | 22.5 |
