-- ALL ROWS PER MATCH shows for each row what is so far, and with FINAL what is at the end.
CREATE TABLE readings (
  dev STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 2, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 3, TIMESTAMP '2026-05-01 10:00:02');

SELECT v, s, so_far, total, b, z FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES CLASSIFIER() AS s, SUM(v) AS so_far, FINAL SUM(v) AS total, RUNNING COUNT(B.v) AS b, FINAL LAST(CLASSIFIER()) AS z
  ALL ROWS PER MATCH
  PATTERN (A B+) WITHIN INTERVAL '1' MINUTE
  DEFINE B AS v > 1
) AS m;
-- expect
-- | 1 | A | 1 | 6 | 0 | B |
-- | 2 | B | 3 | 6 | 1 | B |
-- | 3 | B | 6 | 6 | 2 | B |
