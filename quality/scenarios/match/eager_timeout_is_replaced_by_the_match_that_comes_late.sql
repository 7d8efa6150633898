-- Eager: the acknowledgement comes late but within the lateness, so the timeout that was reported becomes a match.
CREATE TABLE events (
  dev STRING, kind STRING, n INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '10 min');

CREATE TABLE alerts (
  dev STRING, cmd INT, ack INT, late BOOLEAN
) WITH ('connector' = 'scenario', 'emit' = 'eager');

INSERT INTO events VALUES
  ('p1', 'cmd', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 'tel', 2, TIMESTAMP '2026-05-01 10:02:00'),
  ('p1', 'ack', 3, TIMESTAMP '2026-05-01 10:00:30');

INSERT INTO alerts
SELECT dev, cmd, ack, late FROM events MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES C.n AS cmd, A.n AS ack, MATCH_TIMED_OUT() AS late
  ONE ROW PER MATCH WITH TIMEOUT ROWS
  PATTERN (C X*? A) WITHIN INTERVAL '1' MINUTE
  DEFINE C AS kind = 'cmd', A AS kind = 'ack'
) AS m;
-- kinds
-- | +I | p1 | 1 | NULL | TRUE |
-- | -U | p1 | 1 | NULL | TRUE |
-- | +U | p1 | 1 | 3 | FALSE |
