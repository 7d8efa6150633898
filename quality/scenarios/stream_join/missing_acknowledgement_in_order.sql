-- A command without acknowledgement comes out when the clock of the acknowledgements has passed it; a late one takes that back.
CREATE TABLE events (
  device STRING, kind STRING, n INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
) WITH ('connector' = 'scenario', 'key.fields' = 'device');
CREATE VIEW commands AS SELECT device, n, ts FROM events WHERE kind = 'command';
CREATE VIEW acks AS SELECT device, n, ts FROM events WHERE kind = 'ack';
INSERT INTO events VALUES ('d1', 'command', 1, TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO events VALUES ('d1', 'ack', 1, TIMESTAMP '2026-05-01 10:00:20');
INSERT INTO events VALUES ('d1', 'ack', 2, TIMESTAMP '2026-05-01 10:00:03');
SELECT c.n, a.n AS ack FROM commands AS c LEFT JOIN acks AS a
  ON c.device = a.device AND a.ts BETWEEN c.ts AND c.ts + INTERVAL '5' SECOND;
-- kinds
-- | +I | 1 | NULL |
-- | -D | 1 | NULL |
-- | +I | 1 | 2 |
