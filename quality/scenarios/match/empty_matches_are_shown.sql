-- SHOW EMPTY MATCHES is what ALL ROWS PER MATCH does: a row where the pattern takes nothing.
CREATE TABLE readings (
  dev STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 7, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 8, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 2, TIMESTAMP '2026-05-01 10:00:03');

SELECT v, mno, s, n FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES MATCH_NUMBER() AS mno, CLASSIFIER() AS s, COUNT(*) AS n
  ALL ROWS PER MATCH SHOW EMPTY MATCHES
  PATTERN (A*) WITHIN INTERVAL '1' MINUTE
  DEFINE A AS v > 5
) AS m;
-- expect
-- | 1 | 1 | NULL | 0 |
-- | 7 | 2 | A | 1 |
-- | 8 | 2 | A | 2 |
-- | 2 | 3 | NULL | 0 |
