-- A budget: readings are taken while their sum with the one that is tried stays below ten; COUNT(A.*) counts one symbol, FILTER some of its rows.
CREATE TABLE readings (
  dev STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 4, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 5, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 3, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 9, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:04');

SELECT n, na, total, big, kinds FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES COUNT(*) AS n, COUNT(A.*) AS na, SUM(A.v) AS total, COUNT(*) FILTER (WHERE v > 4) AS big, COUNT(DISTINCT A.v) AS kinds
  PATTERN (A+ B) WITHIN INTERVAL '1' MINUTE
  DEFINE A AS SUM(A.v) < 10
) AS m;
-- expect
-- | 3 | 2 | 9 | 1 | 2 |
-- | 2 | 1 | 9 | 1 | 1 |
