-- Conditions beside key and time: on one side, on both, and in WHERE; a value that is NULL makes no pair.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE r (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
INSERT INTO l VALUES ('a', 1, TIMESTAMP '2026-05-01 10:00:00'), ('a', 5, TIMESTAMP '2026-05-01 10:00:01'), ('a', NULL, TIMESTAMP '2026-05-01 10:00:02');
INSERT INTO r VALUES ('a', 2, TIMESTAMP '2026-05-01 10:00:00'), ('a', 6, TIMESTAMP '2026-05-01 10:00:01'), ('a', 60, TIMESTAMP '2026-05-01 10:00:01');
SELECT l.v, r.v AS rv FROM l LEFT JOIN r
  ON l.k = r.k AND r.ts BETWEEN l.ts - INTERVAL '5' SECOND AND l.ts + INTERVAL '5' SECOND
  AND r.v > l.v AND r.v < 10 AND l.v > 1;
-- expect
-- | 1 | NULL |
-- | 5 | 6 |
-- | NULL | NULL |
SELECT l.v, r.v AS rv FROM l, r
  WHERE l.k = r.k AND r.ts >= l.ts - INTERVAL '5' SECOND AND r.ts <= l.ts + INTERVAL '5' SECOND AND r.v = l.v + 1;
-- expect
-- | 1 | 2 |
-- | 5 | 6 |
