-- The two greatest values of a site, without their numbers: a value that is beaten is deleted.
CREATE TABLE readings (
  device STRING, site STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('d1', 's1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('d2', 's1', NULL, TIMESTAMP '2026-05-01 10:00:02'),
  ('d3', 's1', 4.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('d4', 's1', 2.0, TIMESTAMP '2026-05-01 10:00:04'),
  ('d5', 's2', -7.5, TIMESTAMP '2026-05-01 10:00:05');

SELECT site, device, v
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY site ORDER BY v DESC) AS n FROM readings)
WHERE n <= 2;

-- kinds
-- | +I | s1 | d1 | 1.0 |
-- | +I | s1 | d2 | NULL |
-- | -D | s1 | d2 | NULL |
-- | +I | s1 | d3 | 4.0 |
-- | -D | s1 | d1 | 1.0 |
-- | +I | s1 | d4 | 2.0 |
-- | +I | s2 | d5 | -7.5 |
