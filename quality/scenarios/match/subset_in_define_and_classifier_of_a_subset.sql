-- A condition over a SUBSET, and CLASSIFIER of it: the symbol of its last row.
CREATE TABLE readings (
  dev STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 2, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 3, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 2, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 9, TIMESTAMP '2026-05-01 10:00:04');

SELECT last_of_u, last_symbol, mean, u FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES CLASSIFIER(U) AS last_of_u, CLASSIFIER() AS last_symbol, AVG(U.v) AS mean, LAST(U.v) AS u
  PATTERN (A (B | C)* D) WITHIN INTERVAL '1' MINUTE
  SUBSET U = (A, B)
  DEFINE B AS v = 2, C AS v = 3, D AS v > 3 * AVG(U.v)
) AS m;
-- expect
-- | B | D | 1 | 2 |
