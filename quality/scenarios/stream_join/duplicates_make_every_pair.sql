-- Rows that are equal in everything are still rows: two and three of them make six pairs.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE r (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
INSERT INTO l VALUES ('a', 1, TIMESTAMP '2026-05-01 10:00:00'), ('a', 1, TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO r VALUES ('a', 2, TIMESTAMP '2026-05-01 10:00:00'), ('a', 2, TIMESTAMP '2026-05-01 10:00:00'), ('a', 2, TIMESTAMP '2026-05-01 10:00:00');
SELECT l.v, r.v AS rv FROM l JOIN r ON l.k = r.k AND l.ts = r.ts;
-- expect
-- | 1 | 2 |
-- | 1 | 2 |
-- | 1 | 2 |
-- | 1 | 2 |
-- | 1 | 2 |
-- | 1 | 2 |
