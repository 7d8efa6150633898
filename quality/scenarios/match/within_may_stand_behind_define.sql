-- WITHIN is accepted behind PATTERN and behind DEFINE.
CREATE TABLE readings (
  dev STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 2, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 3, TIMESTAMP '2026-05-01 10:00:02');

SELECT a, b FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES A.v AS a, B.v AS b
  PATTERN (A B)
  DEFINE A AS v = 1, B AS v > 1
  WITHIN INTERVAL '1' MINUTE
) AS m;
-- expect
-- | 1 | 2 |
