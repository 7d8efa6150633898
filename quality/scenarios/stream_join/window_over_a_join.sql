-- The times of both sides stay time attributes: pairs counted per minute of the command, and of the acknowledgement.
CREATE TABLE commands (device STRING, cmd STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
CREATE TABLE acks (device STRING, code INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
CREATE VIEW answered AS
  SELECT c.device, c.ts AS commanded, a.ts AS acknowledged
  FROM commands AS c JOIN acks AS a ON c.device = a.device AND a.ts BETWEEN c.ts AND c.ts + INTERVAL '1' MINUTE;
INSERT INTO commands VALUES
  ('d1', 'a', TIMESTAMP '2026-05-01 10:00:10'), ('d1', 'b', TIMESTAMP '2026-05-01 10:00:50'), ('d1', 'c', TIMESTAMP '2026-05-01 10:05:00');
INSERT INTO acks VALUES
  ('d1', 1, TIMESTAMP '2026-05-01 10:00:20'), ('d1', 2, TIMESTAMP '2026-05-01 10:01:10'), ('d1', 3, TIMESTAMP '2026-05-01 10:05:30');
SELECT device, window_start, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE answered, DESCRIPTOR(commanded), INTERVAL '1' MINUTE)) GROUP BY device, window_start, window_end;
-- expect
-- | d1 | 2026-05-01 10:00:00.000 | 3 |
-- | d1 | 2026-05-01 10:05:00.000 | 1 |
SELECT device, window_start, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE answered, DESCRIPTOR(acknowledged), INTERVAL '1' MINUTE)) GROUP BY device, window_start, window_end;
-- expect
-- | d1 | 2026-05-01 10:00:00.000 | 1 |
-- | d1 | 2026-05-01 10:01:00.000 | 2 |
-- | d1 | 2026-05-01 10:05:00.000 | 1 |
