-- PREV and NEXT start from the row that FIRST or LAST finds.
CREATE TABLE readings (
  dev STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 10, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 20, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 30, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 40, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 50, TIMESTAMP '2026-05-01 10:00:04'),
  ('p1', 60, TIMESTAMP '2026-05-01 10:00:05');

SELECT a, b, c, d, e FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES PREV(FIRST(A.v, 1), 1) AS a, NEXT(LAST(A.v, 2), 2) AS b, PREV(LAST(v), 2) AS c, FIRST(B.v - 1) AS d, NEXT(B.v) AS e
  PATTERN (A{3} B) WITHIN INTERVAL '1' MINUTE
  DEFINE A AS v >= 20, B AS B.v > PREV(LAST(A.v, 1), 1)
) AS m;
-- expect
-- | 20 | 40 | 30 | 49 | 60 |
