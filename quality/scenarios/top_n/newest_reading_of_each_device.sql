-- The newest reading of each device: disorder does not bring an older one back, of equal times the one that came last is newer.
CREATE TABLE readings (
  device STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('d1', 1.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('d1', 2.0, TIMESTAMP '2026-05-01 10:00:05'),
  (NULL, 8.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('d2', NULL, TIMESTAMP '1969-12-31 23:59:59'),
  ('d1', 3.0, TIMESTAMP '2026-05-01 10:00:10');

SELECT device, v, ts
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY device ORDER BY ts DESC) AS n FROM readings)
WHERE n = 1;

-- kinds
-- | +I | d1 | 1.0 | 2026-05-01 10:00:10.000 |
-- | +I | NULL | 8.0 | 2026-05-01 10:00:00.000 |
-- | +I | d2 | NULL | 1969-12-31 23:59:59.000 |
-- | -U | d1 | 1.0 | 2026-05-01 10:00:10.000 |
-- | +U | d1 | 3.0 | 2026-05-01 10:00:10.000 |
