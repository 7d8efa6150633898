-- Commands and their acknowledgements within 5 s: both bounds are inclusive, one millisecond more is none.
CREATE TABLE commands (
  device STRING, cmd STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
) WITH ('connector' = 'scenario');
CREATE TABLE acks (
  device STRING, code INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO commands VALUES
  ('d1', 'open', TIMESTAMP '2026-05-01 10:00:00'),
  ('d1', 'shut', TIMESTAMP '2026-05-01 10:00:10'),
  ('d2', 'open', TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO acks VALUES
  ('d1', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('d1', 2, TIMESTAMP '2026-05-01 10:00:05'),
  ('d1', 3, TIMESTAMP '2026-05-01 10:00:05.001'),
  ('d1', 4, TIMESTAMP '2026-05-01 10:00:12'),
  ('d2', 5, TIMESTAMP '2026-05-01 09:59:59.999');

SELECT c.device, c.cmd, a.code
FROM commands AS c JOIN acks AS a
  ON c.device = a.device AND a.ts BETWEEN c.ts AND c.ts + INTERVAL '5' SECOND;
-- expect
-- | d1 | open | 1 |
-- | d1 | open | 2 |
-- | d1 | shut | 4 |
