-- The second and third of a group in a view, with a condition on another column that is asked after numbering.
CREATE TABLE readings (
  device STRING, site STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE VIEW numbered AS
SELECT device, site, v, ROW_NUMBER() OVER (PARTITION BY site ORDER BY v, device) AS n FROM readings;

INSERT INTO readings VALUES
  ('d1', 's1', 10, TIMESTAMP '2026-05-01 10:00:01'),
  ('d2', 's1', 20, TIMESTAMP '2026-05-01 10:00:02'),
  ('d3', 's1', 15, TIMESTAMP '2026-05-01 10:00:03'),
  ('d4', 's1', 30, TIMESTAMP '2026-05-01 10:00:04'),
  ('d5', 's2', 1, TIMESTAMP '2026-05-01 10:00:05');

SELECT device, n FROM numbered WHERE n BETWEEN 2 AND 3 AND v > 15;

-- expect
-- | d2 | 3 |
