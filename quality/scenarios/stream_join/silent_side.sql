-- A device that never acknowledges: the command comes out when the stream as a whole has gone on by time.idle.
CREATE TABLE commands (device STRING, cmd STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'scenario', 'time.idle' = '10 s');
CREATE TABLE acks (device STRING, code INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'scenario', 'time.idle' = '10 s');
INSERT INTO commands VALUES ('d1', 'open', TIMESTAMP '2026-05-01 10:00:00'), ('d2', 'open', TIMESTAMP '2026-05-01 10:01:00');
INSERT INTO acks VALUES ('d2', 1, TIMESTAMP '2026-05-01 10:01:00'), ('d2', 1, TIMESTAMP '2026-05-01 10:01:01');
INSERT INTO acks VALUES ('d1', 7, TIMESTAMP '2026-05-01 10:00:04');
SELECT c.device, a.code FROM commands AS c LEFT JOIN acks AS a
  ON c.device = a.device AND a.ts BETWEEN c.ts AND c.ts + INTERVAL '5' SECOND;
-- expect
-- | d1 | 7 |
-- | d2 | 1 |
-- | d2 | 1 |
