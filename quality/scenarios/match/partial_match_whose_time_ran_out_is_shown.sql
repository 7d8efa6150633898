-- WITH TIMEOUT ROWS: a command that is not acknowledged within five minutes gives a row too, and MATCH_TIMED_OUT() tells it.
CREATE TABLE events (
  dev STRING, kind STRING, n INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO events VALUES
  ('p1', 'cmd', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 'ack', 2, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', 'cmd', 3, TIMESTAMP '2026-05-01 10:02:00'),
  ('p1', 'tel', 4, TIMESTAMP '2026-05-01 10:03:00'),
  ('p1', 'cmd', 5, TIMESTAMP '2026-05-01 10:06:00'),
  ('p1', 'tel', 6, TIMESTAMP '2026-05-01 10:08:00'),
  ('p1', 'ack', 7, TIMESTAMP '2026-05-01 10:10:00'),
  ('p2', 'cmd', 8, TIMESTAMP '2026-05-01 10:01:00');

SELECT dev, cmd, ack, late, rows_seen, last_symbol, no_match FROM events MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES C.n AS cmd, A.n AS ack, MATCH_TIMED_OUT() AS late, COUNT(*) AS rows_seen, CLASSIFIER() AS last_symbol,
    MATCH_NUMBER() IS NULL AS no_match
  ONE ROW PER MATCH WITH TIMEOUT ROWS
  PATTERN (C X*? A) WITHIN INTERVAL '5' MINUTE
  DEFINE C AS kind = 'cmd', A AS kind = 'ack'
) AS m;
-- expect
-- | p1 | 1 | 2 | FALSE | 2 | A | FALSE |
-- | p1 | 3 | NULL | TRUE | 3 | X | TRUE |
-- | p1 | 5 | 7 | FALSE | 3 | A | FALSE |
-- | p2 | 8 | NULL | TRUE | 1 | C | TRUE |
