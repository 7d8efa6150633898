-- After the horizon a number may be used again, as a device does that was reset.
CREATE TABLE readings (
  pump STRING, seq BIGINT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'key.fields' = 'pump', 'dedupe.key' = 'pump;seq', 'dedupe.horizon' = '1 min');

INSERT INTO readings VALUES
  ('p1', 1, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 2, TIMESTAMP '2026-05-01 10:30:00'),
  ('p1', 1, TIMESTAMP '2026-05-01 10:31:00');

SELECT pump, seq, ts FROM readings;

-- expect
-- | p1 | 1 | 2026-05-01 10:00:00.000 |
-- | p1 | 2 | 2026-05-01 10:30:00.000 |
-- | p1 | 1 | 2026-05-01 10:31:00.000 |
