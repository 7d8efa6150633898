-- Startup sequence violated: after start comes anything but oil, then fan, then run.
CREATE TABLE readings (
  dev STRING, kind STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('m1', 'start', TIMESTAMP '2026-05-01 10:00:00'),
  ('m1', 'oil', TIMESTAMP '2026-05-01 10:00:05'),
  ('m1', 'fan', TIMESTAMP '2026-05-01 10:00:10'),
  ('m1', 'run', TIMESTAMP '2026-05-01 10:00:15'),
  ('m2', 'start', TIMESTAMP '2026-05-01 10:00:00'),
  ('m2', 'fan', TIMESTAMP '2026-05-01 10:00:05'),
  ('m2', 'run', TIMESTAMP '2026-05-01 10:00:10'),
  ('m3', 'start', TIMESTAMP '2026-05-01 10:00:00'),
  ('m3', 'oil', TIMESTAMP '2026-05-01 10:00:05'),
  ('m3', 'run', TIMESTAMP '2026-05-01 10:00:09');

SELECT dev, step, instead FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES CLASSIFIER() AS step, LAST(kind) AS instead
  PATTERN (S (NO_OIL | OIL (NO_FAN | FAN NO_RUN))) WITHIN INTERVAL '5' MINUTE
  DEFINE S AS kind = 'start', OIL AS kind = 'oil', FAN AS kind = 'fan',
    NO_OIL AS kind <> 'oil', NO_FAN AS kind <> 'fan', NO_RUN AS kind <> 'run'
) AS m;
-- expect
-- | m2 | NO_OIL | fan |
-- | m3 | NO_FAN | run |
