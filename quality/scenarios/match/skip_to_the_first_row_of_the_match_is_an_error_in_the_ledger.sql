-- AFTER MATCH SKIP TO the first row of the match would never end: that match is refused, the others go on.
CREATE TABLE readings (
  dev STRING, v INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 2, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 3, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 5, TIMESTAMP '2026-05-01 10:00:04'),
  ('p1', 5, TIMESTAMP '2026-05-01 10:00:05'),
  ('p1', 3, TIMESTAMP '2026-05-01 10:00:06');

SELECT b, c FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES FIRST(B.v) AS b, C.v AS c
  AFTER MATCH SKIP TO FIRST B
  PATTERN (A? B+ C) WITHIN INTERVAL '1' MINUTE
  DEFINE A AS v = 1, B AS v IN (2, 5), C AS v = 3
) AS m;
-- expect
-- | 2 | 3 |
-- | 5 | 3 |
-- expect ledger
-- | OVERFLOW | readings | p1 |
-- | OVERFLOW | readings | p1 |
-- | OVERFLOW | readings | p1 |
