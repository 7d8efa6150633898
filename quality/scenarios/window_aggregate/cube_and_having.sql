-- CUBE makes every combination of totals; HAVING asks each of them.
CREATE TABLE readings (
  site STRING, kind STRING, n INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('s1', 'heat', 1, TIMESTAMP '2026-05-01 10:00:10'),
  ('s1', 'cold', 2, TIMESTAMP '2026-05-01 10:00:20'),
  ('s2', 'heat', 4, TIMESTAMP '2026-05-01 10:00:30');

SELECT site, kind, SUM(n) AS n
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY CUBE(site, kind), window_start, window_end
HAVING SUM(n) > 2;

-- expect
-- | s2 | heat | 4 |
-- | s1 | NULL | 3 |
-- | s2 | NULL | 4 |
-- | NULL | heat | 5 |
-- | NULL | NULL | 7 |
