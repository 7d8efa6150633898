-- The rows of a match arrive in the wrong order, within the bound; the pattern sees them in event time.
CREATE TABLE readings (
  machine STRING, vibration DOUBLE, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('m1', 1.0, 85.0, TIMESTAMP '2026-05-01 10:00:04'),
  ('m1', 9.0, 40.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('m1', 1.0, 20.0, TIMESTAMP '2026-05-01 10:00:30');

SELECT machine, spike_at, hot_at
FROM readings MATCH_RECOGNIZE (
  PARTITION BY machine ORDER BY ts
  MEASURES V.ts AS spike_at, H.ts AS hot_at
  ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
  PATTERN (V N*? H) WITHIN INTERVAL '60' SECOND
  DEFINE V AS V.vibration > 8, H AS H.temp_c > 80
) AS m;

-- expect
-- | m1 | 2026-05-01 10:00:02.000 | 2026-05-01 10:00:04.000 |
