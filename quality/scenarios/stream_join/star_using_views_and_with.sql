-- SELECT *, USING, a view, a common table expression and aliases around a join.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE r (k STRING, w INT, rt TIMESTAMP(3), WATERMARK FOR rt AS rt) WITH ('connector' = 'scenario');
CREATE VIEW high AS SELECT k, v * 10 AS v10, ts FROM l WHERE v > 1;
INSERT INTO l VALUES ('a', 1, TIMESTAMP '2026-05-01 10:00:00'), ('a', 2, TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO r VALUES ('a', 3, TIMESTAMP '2026-05-01 10:00:01');
SELECT * FROM l JOIN r USING (k) WHERE rt BETWEEN ts AND ts + INTERVAL '5' SECOND;
-- expect
-- | a | 1 | 2026-05-01 10:00:00.000 | 3 | 2026-05-01 10:00:01.000 |
-- | a | 2 | 2026-05-01 10:00:00.000 | 3 | 2026-05-01 10:00:01.000 |
WITH low AS (SELECT * FROM r WHERE w < 10)
SELECT high.k, high.v10, low.w FROM high JOIN low ON high.k = low.k AND low.rt BETWEEN high.ts AND high.ts + INTERVAL '5' SECOND;
-- expect
-- | a | 20 | 3 |
