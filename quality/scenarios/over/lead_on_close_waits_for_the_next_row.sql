-- LEAD on-close: a reading is said once, when the next one of its pump is closed too.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:30'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:27'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:00:40');

SELECT pump, temp_c, LEAD(temp_c) OVER (PARTITION BY pump ORDER BY ts) AS next_c FROM readings;

-- kinds
-- | +I | p1 | 1.0 | 2.0 |
-- | +I | p1 | 2.0 | 3.0 |
-- | +I | p1 | 3.0 | 5.0 |
-- | +I | p1 | 5.0 | NULL |
