-- PERMUTE takes its parts in any order; when several fit the order as written wins.
CREATE TABLE readings (
  dev STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 3, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 2, TIMESTAMP '2026-05-01 10:00:02');

SELECT a, z, n FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES FIRST(CLASSIFIER()) AS a, CLASSIFIER() AS z, COUNT(*) AS n
  PATTERN (PERMUTE(A, B, C)) WITHIN INTERVAL '1' MINUTE
  DEFINE A AS v <> 2, B AS v <> 3, C AS v <> 1
) AS m;
-- expect
-- | A | C | 3 |
