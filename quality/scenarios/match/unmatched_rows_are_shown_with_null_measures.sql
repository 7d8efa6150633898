-- WITH UNMATCHED ROWS shows every row: those outside of all matches have NULL measures.
CREATE TABLE readings (
  dev STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 7, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 8, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 2, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 9, TIMESTAMP '2026-05-01 10:00:04');

SELECT v, mno, s FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES MATCH_NUMBER() AS mno, CLASSIFIER() AS s
  ALL ROWS PER MATCH WITH UNMATCHED ROWS
  PATTERN (A B) WITHIN INTERVAL '1' MINUTE
  DEFINE A AS v > 5, B AS v > 5
) AS m;
-- expect
-- | 1 | NULL | NULL |
-- | 7 | 1 | A |
-- | 8 | 1 | B |
-- | 2 | NULL | NULL |
-- | 9 | NULL | NULL |
