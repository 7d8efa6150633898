-- Reluctant quantifiers with bounds, and the empty pattern as a branch.
CREATE TABLE readings (
  dev STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 2, TIMESTAMP '2026-05-01 10:00:04');

SELECT a, b FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES COUNT(A.v) AS a, COUNT(B.v) AS b
  PATTERN (A{1,3}? B{2,}? (C | ())) WITHIN INTERVAL '1' MINUTE
  DEFINE A AS v = 1, B AS v = 1, C AS v = 2
) AS m;
-- expect
-- | 1 | 2 |
