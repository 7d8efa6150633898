-- All of three in any order within a minute: door, motion and noise.
CREATE TABLE readings (
  dev STRING, kind STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('r1', 'motion', TIMESTAMP '2026-05-01 10:00:00'),
  ('r1', 'noise', TIMESTAMP '2026-05-01 10:00:10'),
  ('r1', 'door', TIMESTAMP '2026-05-01 10:00:30'),
  ('r1', 'door', TIMESTAMP '2026-05-01 10:01:40'),
  ('r1', 'noise', TIMESTAMP '2026-05-01 10:01:50'),
  ('r1', 'motion', TIMESTAMP '2026-05-01 10:02:50');

SELECT dev, a, z, parts FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES FIRST(ts) AS a, LAST(ts) AS z, COUNT(*) AS parts
  PATTERN (PERMUTE(D, M, N)) WITHIN INTERVAL '1' MINUTE
  DEFINE D AS kind = 'door', M AS kind = 'motion', N AS kind = 'noise'
) AS m;
-- expect
-- | r1 | 2026-05-01 10:00:00.000 | 2026-05-01 10:00:30.000 | 3 |
