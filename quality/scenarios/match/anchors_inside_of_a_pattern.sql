-- An anchor may stand in one branch only: the first reading or one above the limit, then a fall.
CREATE TABLE readings (
  dev STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 5, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 4, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 9, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 3, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 2, TIMESTAMP '2026-05-01 10:00:04');

SELECT a, b FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES FIRST(v) AS a, LAST(v) AS b
  PATTERN ((^ A | H) F) WITHIN INTERVAL '1' MINUTE
  DEFINE H AS v > 8, F AS v < PREV(v)
) AS m;
-- expect
-- | 5 | 4 |
-- | 9 | 3 |
