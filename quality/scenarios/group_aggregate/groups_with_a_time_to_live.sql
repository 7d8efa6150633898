-- A group without a window is a result that each row corrects; the table says how long a silent group is kept.
CREATE TABLE readings (
  device STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'state.ttl' = '1 d');

INSERT INTO readings VALUES
  ('d1', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('d1', NULL, TIMESTAMP '2026-05-01 09:00:00'),
  ('d2', 4.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('d1', 2.0, TIMESTAMP '2026-05-01 10:00:01');

SELECT device, COUNT(*) AS readings, SUM(v) AS total FROM readings GROUP BY device HAVING COUNT(*) > 1;

-- kinds
-- | +I | d1 | 2 | 1.0 |
-- | -U | d1 | 2 | 1.0 |
-- | +U | d1 | 3 | 3.0 |
