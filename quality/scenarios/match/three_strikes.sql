-- Three strikes: three failed logins in a row within a minute, with no success between them.
CREATE TABLE readings (
  dev STRING, kind STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('u1', 'fail', TIMESTAMP '2026-05-01 10:00:00'),
  ('u1', 'ok', TIMESTAMP '2026-05-01 10:00:05'),
  ('u1', 'fail', TIMESTAMP '2026-05-01 10:00:10'),
  ('u1', 'fail', TIMESTAMP '2026-05-01 10:00:20'),
  ('u1', 'fail', TIMESTAMP '2026-05-01 10:00:40'),
  ('u1', 'fail', TIMESTAMP '2026-05-01 10:00:50'),
  ('u2', 'fail', TIMESTAMP '2026-05-01 10:00:00'),
  ('u2', 'fail', TIMESTAMP '2026-05-01 10:00:30'),
  ('u2', 'fail', TIMESTAMP '2026-05-01 10:01:01');

SELECT dev, first_at, last_at FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES FIRST(F.ts) AS first_at, LAST(F.ts) AS last_at
  PATTERN (F{3}) WITHIN INTERVAL '1' MINUTE
  DEFINE F AS kind = 'fail'
) AS m;
-- expect
-- | u1 | 2026-05-01 10:00:10.000 | 2026-05-01 10:00:40.000 |
