-- OVER and MATCH_RECOGNIZE over the pairs of a join.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
CREATE TABLE r (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
CREATE VIEW pairs AS SELECT l.k, l.v, r.v - l.v AS gap, l.ts FROM l JOIN r ON l.k = r.k AND r.ts BETWEEN l.ts AND l.ts + INTERVAL '2' SECOND;
INSERT INTO l VALUES ('a', 1, TIMESTAMP '2026-05-01 10:00:00'), ('a', 2, TIMESTAMP '2026-05-01 10:00:10'), ('a', 3, TIMESTAMP '2026-05-01 10:00:20');
INSERT INTO r VALUES ('a', 11, TIMESTAMP '2026-05-01 10:00:01'), ('a', 22, TIMESTAMP '2026-05-01 10:00:11'), ('a', 33, TIMESTAMP '2026-05-01 10:00:21');
SELECT v, SUM(gap) OVER (PARTITION BY k ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS two FROM pairs;
-- expect
-- | 1 | 10 |
-- | 2 | 30 |
-- | 3 | 50 |
SELECT * FROM pairs MATCH_RECOGNIZE (
  PARTITION BY k ORDER BY ts MEASURES A.v AS first_v, B.v AS last_v
  PATTERN (A B) WITHIN INTERVAL '1' MINUTE DEFINE B AS B.gap > A.gap) AS m;
-- expect
-- | a | 1 | 2 |
