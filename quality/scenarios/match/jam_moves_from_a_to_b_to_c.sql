-- A jam moves against the traffic: slow at A, then at B, then at C, each within five minutes of the one before.
CREATE TABLE readings (
  road STRING, place STRING, kmh INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('r1', 'A', 90, TIMESTAMP '2026-05-01 10:00:00'),
  ('r1', 'A', 15, TIMESTAMP '2026-05-01 10:01:00'),
  ('r1', 'B', 80, TIMESTAMP '2026-05-01 10:01:10'),
  ('r1', 'B', 12, TIMESTAMP '2026-05-01 10:04:00'),
  ('r1', 'C', 85, TIMESTAMP '2026-05-01 10:05:00'),
  ('r1', 'C', 10, TIMESTAMP '2026-05-01 10:07:00'),
  ('r2', 'A', 15, TIMESTAMP '2026-05-01 10:00:00'),
  ('r2', 'C', 10, TIMESTAMP '2026-05-01 10:01:00'),
  ('r2', 'B', 12, TIMESTAMP '2026-05-01 10:06:40');

SELECT road, a, b, c FROM readings MATCH_RECOGNIZE (
  PARTITION BY road ORDER BY ts
  MEASURES A.ts AS a, B.ts AS b, C.ts AS c
  PATTERN (A X*? B Y*? C) WITHIN INTERVAL '10' MINUTE
  DEFINE A AS place = 'A' AND kmh < 20, B AS place = 'B' AND kmh < 20 AND B.ts <= A.ts + INTERVAL '5' MINUTE,
    C AS place = 'C' AND kmh < 20 AND C.ts <= B.ts + INTERVAL '5' MINUTE
) AS m;
-- expect
-- | r1 | 2026-05-01 10:01:00.000 | 2026-05-01 10:04:00.000 | 2026-05-01 10:07:00.000 |
