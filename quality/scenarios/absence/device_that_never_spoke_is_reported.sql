-- EXPECT EVERY over the devices' table and the readings together: a device that is registered and never speaks is reported too.
CREATE TABLE readings (
  dev STRING, gateway STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE TABLE devices (
  dev STRING, gateway STRING, since TIMESTAMP(3),
  WATERMARK FOR since AS since - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO devices VALUES
  ('p1', 'g1', TIMESTAMP '2026-05-01 10:00:00'),
  ('p2', 'g1', TIMESTAMP '2026-05-01 10:00:00'),
  ('p3', 'g2', TIMESTAMP '2026-05-01 10:00:00');

INSERT INTO readings VALUES
  ('p1', 'g1', 1.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p3', 'g2', 1.0, TIMESTAMP '2026-05-01 10:04:00'),
  ('p1', 'g1', 1.0, TIMESTAMP '2026-05-01 10:05:00'),
  ('p3', 'g2', 1.0, TIMESTAMP '2026-05-01 10:08:00'),
  ('p1', 'g1', 1.0, TIMESTAMP '2026-05-01 10:09:00');

CREATE VIEW heard AS
SELECT dev, gateway, ts FROM readings
UNION ALL
SELECT dev, gateway, since AS ts FROM devices;

SELECT dev, last_seen FROM heard EXPECT EVERY gateway, dev BY ts WITHIN INTERVAL '5' MINUTE AS silent
WHERE last_seen < TIMESTAMP '2026-05-01 10:08:00';
-- expect
-- | p2 | 2026-05-01 10:00:00.000 |
