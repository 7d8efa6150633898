-- A view of LAG with a default: a NULL before is still NULL, and IS NULL finds it.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', NULL, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:00:03');

CREATE VIEW steps AS
SELECT pump, temp_c, LAG(temp_c, 1, 0) OVER (PARTITION BY pump ORDER BY ts) AS before_c FROM readings;

SELECT temp_c, before_c FROM steps WHERE before_c IS NULL OR before_c = 0;

-- expect
-- | NULL | 0.0 |
-- | 3.0 | NULL |
