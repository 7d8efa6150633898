-- A without B: a door was opened and no badge was read in the ten seconds before the next event of the door.
CREATE TABLE readings (
  dev STRING, kind STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('d1', 'open', TIMESTAMP '2026-05-01 10:00:00'),
  ('d1', 'badge', TIMESTAMP '2026-05-01 10:00:05'),
  ('d1', 'close', TIMESTAMP '2026-05-01 10:00:20'),
  ('d1', 'open', TIMESTAMP '2026-05-01 10:01:40'),
  ('d1', 'close', TIMESTAMP '2026-05-01 10:02:10'),
  ('d1', 'open', TIMESTAMP '2026-05-01 10:03:20'),
  ('d1', 'badge', TIMESTAMP '2026-05-01 10:03:35');

SELECT dev, opened FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES O.ts AS opened, MATCH_TIMED_OUT() AS alone
  ONE ROW PER MATCH WITH TIMEOUT ROWS
  PATTERN (O X*? B) WITHIN INTERVAL '10' SECOND
  DEFINE O AS kind = 'open', B AS kind = 'badge'
) AS m
WHERE alone;
-- expect
-- | d1 | 2026-05-01 10:01:40.000 |
-- | d1 | 2026-05-01 10:03:20.000 |
