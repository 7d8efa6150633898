-- Rate of change: more than one degree a second between two readings.
CREATE TABLE readings (
  dev STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 20.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 25.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p1', 40.0, TIMESTAMP '2026-05-01 10:00:20'),
  ('p1', 41.0, TIMESTAMP '2026-05-01 10:00:21'),
  ('p1', 45.0, TIMESTAMP '2026-05-01 10:00:23');

SELECT dev, was, is_now, per_s FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES A.v AS was, B.v AS is_now, (B.v - A.v) / TIMESTAMPDIFF(SECOND, A.ts, B.ts) AS per_s
  AFTER MATCH SKIP TO LAST B
  PATTERN (A B) WITHIN INTERVAL '1' MINUTE
  DEFINE B AS B.v - A.v > TIMESTAMPDIFF(SECOND, A.ts, B.ts)
) AS m;
-- expect
-- | p1 | 25 | 40 | 1.5 |
-- | p1 | 41 | 45 | 2 |
