-- Hysteresis: an alarm begins above 80 and ends below 70; what lies between changes nothing.
CREATE TABLE readings (
  dev STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 75.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 81.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p1', 75.0, TIMESTAMP '2026-05-01 10:00:20'),
  ('p1', 82.0, TIMESTAMP '2026-05-01 10:00:30'),
  ('p1', 71.0, TIMESTAMP '2026-05-01 10:00:40'),
  ('p1', 69.0, TIMESTAMP '2026-05-01 10:00:50'),
  ('p1', 75.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', 79.0, TIMESTAMP '2026-05-01 10:01:10'),
  ('p1', 90.0, TIMESTAMP '2026-05-01 10:01:20'),
  ('p1', 60.0, TIMESTAMP '2026-05-01 10:01:30');

SELECT dev, began, ended, top FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES ON1.ts AS began, OFF1.ts AS ended, MAX(v) AS top
  PATTERN (ON1 BETWEEN1* OFF1) WITHIN INTERVAL '1' DAY
  DEFINE ON1 AS v > 80, BETWEEN1 AS v >= 70, OFF1 AS v < 70
) AS m;
-- expect
-- | p1 | 2026-05-01 10:00:10.000 | 2026-05-01 10:00:50.000 | 82 |
-- | p1 | 2026-05-01 10:01:20.000 | 2026-05-01 10:01:30.000 | 90 |
