-- NULL equals nothing: rows with a NULL key have no partner, and come out alone where their side is kept.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE r (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
INSERT INTO l VALUES (NULL, 1, TIMESTAMP '2026-05-01 10:00:00'), ('a', 2, TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO r VALUES (NULL, 3, TIMESTAMP '2026-05-01 10:00:00'), ('a', 4, TIMESTAMP '2026-05-01 10:00:00');
SELECT l.k, l.v, r.v AS rv FROM l FULL JOIN r
  ON l.k = r.k AND r.ts BETWEEN l.ts - INTERVAL '1' SECOND AND l.ts + INTERVAL '1' SECOND;
-- expect
-- | NULL | 1 | NULL |
-- | NULL | NULL | 3 |
-- | a | 2 | 4 |
