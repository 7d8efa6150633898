-- A bound on the rows of a key: the start that needs more is given up and noted in the ledger, the search goes on with the next.
CREATE TABLE readings (
  dev STRING, kind STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '0 s');

SET 'match.max-rows' = '3';

INSERT INTO readings VALUES
  ('p1', 'a', TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 'x', TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 'a', TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 'x', TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 'b', TIMESTAMP '2026-05-01 10:00:04');

SELECT dev, started FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES A.ts AS started
  PATTERN (A X*? B) WITHIN INTERVAL '1' HOUR
  DEFINE A AS kind = 'a', B AS kind = 'b'
) AS m;
-- expect
-- | p1 | 2026-05-01 10:00:02.000 |
-- expect ledger
-- | OVERFLOW | readings | p1 |
