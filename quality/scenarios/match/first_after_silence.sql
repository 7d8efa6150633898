-- First after silence: the first reading of a device that was quiet for more than ten minutes, and how long it was.
CREATE TABLE readings (
  dev STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:05:00'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:16:40'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:16:50'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:50:00');

SELECT dev, v, quiet_s FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES B.v AS v, TIMESTAMPDIFF(SECOND, A.ts, B.ts) AS quiet_s
  AFTER MATCH SKIP TO LAST B
  PATTERN (A B) WITHIN INTERVAL '1' DAY
  DEFINE B AS B.ts > A.ts + INTERVAL '10' MINUTE
) AS m;
-- expect
-- | p1 | 3 | 700 |
-- | p1 | 5 | 1990 |
