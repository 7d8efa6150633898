-- EXISTS and NOT EXISTS with a bound on time: commands that were acknowledged, once each, and those that were not.
CREATE TABLE commands (device STRING, cmd STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
CREATE TABLE acks (device STRING, code INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
INSERT INTO commands VALUES ('d1', 'a', TIMESTAMP '2026-05-01 10:00:00'), ('d1', 'b', TIMESTAMP '2026-05-01 10:01:00'), ('d2', 'c', TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO acks VALUES ('d1', 1, TIMESTAMP '2026-05-01 10:00:01'), ('d1', 2, TIMESTAMP '2026-05-01 10:00:02'), ('d1', 3, TIMESTAMP '2026-05-01 10:02:00');
SELECT c.cmd FROM commands AS c
WHERE EXISTS (SELECT 1 FROM acks AS a WHERE a.device = c.device AND a.ts BETWEEN c.ts AND c.ts + INTERVAL '5' SECOND);
-- expect
-- | a |
SELECT c.cmd FROM commands AS c
WHERE NOT EXISTS (SELECT 1 FROM acks AS a WHERE a.device = c.device AND a.ts BETWEEN c.ts AND c.ts + INTERVAL '5' SECOND);
-- expect
-- | b |
-- | c |
SELECT c.cmd FROM commands AS c
WHERE c.device IN (SELECT a.device FROM acks AS a WHERE a.ts BETWEEN c.ts AND c.ts + INTERVAL '5' SECOND AND a.code < 3);
-- expect
-- | a |
