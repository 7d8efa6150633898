-- Door open too long: not closed within two minutes, reported as soon as the two minutes are over.
CREATE TABLE readings (
  dev STRING, kind STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('d1', 'open', TIMESTAMP '2026-05-01 10:00:00'),
  ('d1', 'close', TIMESTAMP '2026-05-01 10:01:00'),
  ('d1', 'open', TIMESTAMP '2026-05-01 10:05:00'),
  ('d1', 'ping', TIMESTAMP '2026-05-01 10:06:40'),
  ('d1', 'ping', TIMESTAMP '2026-05-01 10:07:10'),
  ('d1', 'close', TIMESTAMP '2026-05-01 10:08:20');

SELECT dev, opened FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES O.ts AS opened, MATCH_TIMED_OUT() AS too_long
  ONE ROW PER MATCH WITH TIMEOUT ROWS
  PATTERN (O P* C) WITHIN INTERVAL '2' MINUTE
  DEFINE O AS kind = 'open', P AS kind = 'ping', C AS kind = 'close'
) AS m
WHERE too_long;
-- expect
-- | d1 | 2026-05-01 10:05:00.000 |
