-- Columns that are NOT NULL in their table are NULL where their side of an outer join has no row.
CREATE TABLE l (k STRING NOT NULL, v INT NOT NULL, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE r (k STRING NOT NULL, v INT NOT NULL, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
INSERT INTO l VALUES ('a', 1, TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO r VALUES ('b', 2, TIMESTAMP '2026-05-01 10:00:00');
SELECT l.v, r.v AS rv, COALESCE(l.v, r.v) AS known FROM l FULL JOIN r ON l.k = r.k AND l.ts = r.ts;
-- expect
-- | 1 | NULL | 1 |
-- | NULL | 2 | 2 |
