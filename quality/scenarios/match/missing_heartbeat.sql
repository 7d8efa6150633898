-- Missing heartbeat: a device from which nothing comes for five minutes is reported, although it sends nothing that could trigger it.
CREATE TABLE readings (
  dev STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p2', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:02:00'),
  ('p2', 1.0, TIMESTAMP '2026-05-01 10:04:00'),
  ('p2', 1.0, TIMESTAMP '2026-05-01 10:08:00'),
  ('p2', 1.0, TIMESTAMP '2026-05-01 10:12:00');

SELECT dev, last_seen FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES A.ts AS last_seen, MATCH_TIMED_OUT() AS missing
  ONE ROW PER MATCH WITH TIMEOUT ROWS AFTER MATCH SKIP TO NEXT ROW
  PATTERN (A B) WITHIN INTERVAL '5' MINUTE
  DEFINE A AS TRUE
) AS m
WHERE missing;
-- expect
-- | p1 | 2026-05-01 10:02:00.000 |
-- | p2 | 2026-05-01 10:12:00.000 |
