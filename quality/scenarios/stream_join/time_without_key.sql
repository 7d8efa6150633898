-- Without an equality all rows meet in one place; the bound on time is enough.
CREATE TABLE l (v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE r (v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
INSERT INTO l VALUES (1, TIMESTAMP '2026-05-01 10:00:00'), (5, TIMESTAMP '2026-05-01 10:00:03');
INSERT INTO r VALUES (2, TIMESTAMP '2026-05-01 10:00:01'), (6, TIMESTAMP '2026-05-01 10:00:03');
SELECT l.v, r.v AS rv FROM l JOIN r ON r.ts BETWEEN l.ts AND l.ts + INTERVAL '2' SECOND AND r.v > l.v;
-- expect
-- | 1 | 2 |
-- | 5 | 6 |
