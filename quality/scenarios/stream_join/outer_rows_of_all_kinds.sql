-- Left, right and full joins keep rows without a partner of the left, the right and both sides.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'scenario');
CREATE TABLE r (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'scenario');
INSERT INTO l VALUES
  ('a', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('a', 2, TIMESTAMP '2026-05-01 10:00:30'),
  ('b', 3, TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO r VALUES
  ('a', 4, TIMESTAMP '2026-05-01 10:00:31'),
  ('a', 5, TIMESTAMP '2026-05-01 10:01:00'),
  ('c', 6, TIMESTAMP '2026-05-01 10:00:00');
SELECT l.v, r.v AS rv FROM l LEFT JOIN r ON l.k = r.k AND r.ts BETWEEN l.ts - INTERVAL '5' SECOND AND l.ts + INTERVAL '5' SECOND;
-- expect
-- | 1 | NULL |
-- | 2 | 4 |
-- | 3 | NULL |
SELECT l.v, r.v AS rv FROM l RIGHT JOIN r ON l.k = r.k AND r.ts BETWEEN l.ts - INTERVAL '5' SECOND AND l.ts + INTERVAL '5' SECOND;
-- expect
-- | 2 | 4 |
-- | NULL | 5 |
-- | NULL | 6 |
SELECT l.v, r.v AS rv FROM l FULL JOIN r ON l.k = r.k AND r.ts BETWEEN l.ts - INTERVAL '5' SECOND AND l.ts + INTERVAL '5' SECOND;
-- expect
-- | 1 | NULL |
-- | 2 | 4 |
-- | 3 | NULL |
-- | NULL | 5 |
-- | NULL | 6 |
