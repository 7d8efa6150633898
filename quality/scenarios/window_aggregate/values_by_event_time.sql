-- First, last and all values of a window come by event time, not by arrival; of equal times the one that arrived first is first.
CREATE TABLE readings (
  device STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('d1', 3, TIMESTAMP '2026-05-01 10:00:30'),
  ('d1', 1, TIMESTAMP '2026-05-01 10:00:10'),
  ('d1', NULL, TIMESTAMP '2026-05-01 10:00:05'),
  ('d1', 2, TIMESTAMP '2026-05-01 10:00:10');
INSERT INTO readings VALUES
  ('d1', 4, TIMESTAMP '2026-05-01 10:00:50'),
  ('d1', 9, TIMESTAMP '2026-05-01 10:00:20'),
  ('d2', NULL, TIMESTAMP '2026-05-01 10:00:20');

SELECT device, FIRST_VALUE(v) AS f, LAST_VALUE(v) AS l, LISTAGG(CAST(v AS STRING)) AS texts,
  LISTAGG(CAST(v AS STRING), ' - ') FILTER (WHERE v > 1) AS more, CAST(CARDINALITY(ARRAY_AGG(v)) AS INT) AS n, ARRAY_AGG(v)[2] AS second_value
FROM TABLE(HOP(TABLE readings, DESCRIPTOR(ts), INTERVAL '30' SECOND, INTERVAL '1' MINUTE))
GROUP BY device, window_start, window_end
HAVING COUNT(*) >= 4 OR device = 'd2';

-- expect
-- | d1 | 1 | 4 | 1,2,9,3,4 | 2 - 9 - 3 - 4 | 6 | 1 |
-- | d1 | 1 | 9 | 1,2,9 | 2 - 9 | 4 | 1 |
-- | d2 | NULL | NULL | NULL | NULL | 1 | NULL |
-- | d2 | NULL | NULL | NULL | NULL | 1 | NULL |
