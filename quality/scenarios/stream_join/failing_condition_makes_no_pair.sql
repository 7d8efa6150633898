-- A condition that fails for a pair makes no pair and is noted; its rows are used for the other pairs.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE r (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
INSERT INTO l VALUES ('a', 10, TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO r VALUES ('a', 0, TIMESTAMP '2026-05-01 10:00:00'), ('a', 2, TIMESTAMP '2026-05-01 10:00:00');
SELECT l.v, r.v AS rv FROM l JOIN r ON l.k = r.k AND l.ts = r.ts AND l.v / r.v = 5;
-- expect
-- | 10 | 2 |
