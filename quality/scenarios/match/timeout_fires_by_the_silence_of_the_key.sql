-- A device that falls silent after a command is reported although it sends nothing more: other devices go on, then all is silent.
CREATE TABLE events (
  dev STRING, kind STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
) WITH ('connector' = 'scenario', 'time.idle' = '10 s');

INSERT INTO events VALUES
  ('p1', 'cmd', TIMESTAMP '2026-05-01 10:00:00'),
  ('p2', 'tel', TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', 'tel', TIMESTAMP '2026-05-01 10:01:30'),
  ('p2', 'tel', TIMESTAMP '2026-05-01 10:03:00'),
  ('p3', 'cmd', TIMESTAMP '2026-05-01 10:03:00');

SELECT dev, started, late FROM events MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES C.ts AS started, MATCH_TIMED_OUT() AS late
  ONE ROW PER MATCH WITH TIMEOUT ROWS
  PATTERN (C X*? A) WITHIN INTERVAL '1' MINUTE
  DEFINE C AS kind = 'cmd', A AS kind = 'ack'
) AS m;
-- expect
-- | p1 | 2026-05-01 10:00:00.000 | TRUE |
-- | p3 | 2026-05-01 10:03:00.000 | TRUE |
