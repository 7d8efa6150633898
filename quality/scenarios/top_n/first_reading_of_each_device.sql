-- The first reading of each device with ROW_NUMBER() = 1: an earlier one that comes later takes its place, a second of its time does not.
CREATE TABLE readings (
  device STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('d1', 1.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('d1', 2.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('d2', 5.0, TIMESTAMP '2026-05-01 10:00:20');
INSERT INTO readings VALUES
  ('d1', 3.0, TIMESTAMP '2026-05-01 10:00:08'),
  ('d1', 4.0, TIMESTAMP '2026-05-01 10:00:09');

SELECT device, v
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY device ORDER BY ts) AS n FROM readings)
WHERE n = 1;

-- kinds
-- | +I | d1 | 1.0 |
-- | +I | d2 | 5.0 |
-- | -U | d1 | 1.0 |
-- | +U | d1 | 3.0 |
