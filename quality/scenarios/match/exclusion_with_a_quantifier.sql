-- {- -} hides rows of a match from ALL ROWS PER MATCH; measures still see them.
CREATE TABLE readings (
  dev STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 5, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 6, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:03');

SELECT v, s, total FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES CLASSIFIER() AS s, FINAL SUM(v) AS total
  ALL ROWS PER MATCH
  PATTERN (A {- B -}+ C) WITHIN INTERVAL '1' MINUTE
  DEFINE B AS v > 4, C AS v < 4
) AS m;
-- expect
-- | 1 | A | 13 |
-- | 1 | C | 13 |
