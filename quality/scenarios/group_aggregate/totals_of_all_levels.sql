-- ROLLUP without a window; a site whose name is NULL is another group than all sites together, also where no column tells them apart.
CREATE TABLE readings (
  site STRING, device STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'state.ttl' = '1 d');

INSERT INTO readings VALUES
  ('s1', 'd1', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('s1', 'd2', 2, TIMESTAMP '2026-05-01 10:00:01'),
  (NULL, 'd3', 4, TIMESTAMP '2026-05-01 10:00:02'),
  ('s1', 'd1', 8, TIMESTAMP '2026-05-01 10:00:03');

SELECT site, device, SUM(v) AS total FROM readings GROUP BY ROLLUP(site, device);

-- expect
-- | s1 | d1 | 9 |
-- | s1 | d2 | 2 |
-- | s1 | NULL | 11 |
-- | NULL | d3 | 4 |
-- | NULL | NULL | 4 |
-- | NULL | NULL | 15 |
