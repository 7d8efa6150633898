-- EXPECT EVERY: a device that sends nothing for five minutes is reported, by the progress of the others or when all is silent.
CREATE TABLE readings (
  dev STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

-- advance 10:00:00
INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p2', 1.0, TIMESTAMP '2026-05-01 10:00:00');
-- advance 10:04:00
INSERT INTO readings VALUES
  ('p2', 2.0, TIMESTAMP '2026-05-01 10:04:00');
-- advance 10:08:00
INSERT INTO readings VALUES
  ('p2', 3.0, TIMESTAMP '2026-05-01 10:08:00');
-- advance 10:20:00

SELECT dev, last_seen, silent_since FROM readings EXPECT EVERY dev BY ts WITHIN INTERVAL '5' MINUTE;
-- expect
-- | p1 | 2026-05-01 10:00:00.000 | 2026-05-01 10:05:00.000 |
-- | p2 | 2026-05-01 10:08:00.000 | 2026-05-01 10:13:00.000 |
