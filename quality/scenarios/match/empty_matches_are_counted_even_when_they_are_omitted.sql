-- OMIT EMPTY MATCHES leaves them out; MATCH_NUMBER counts them all the same.
CREATE TABLE readings (
  dev STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 7, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 8, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 2, TIMESTAMP '2026-05-01 10:00:03');

SELECT v, mno, s FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES MATCH_NUMBER() AS mno, CLASSIFIER() AS s
  ALL ROWS PER MATCH OMIT EMPTY MATCHES
  PATTERN (A*) WITHIN INTERVAL '1' MINUTE
  DEFINE A AS v > 5
) AS m;
-- expect
-- | 7 | 2 | A |
-- | 8 | 2 | A |
