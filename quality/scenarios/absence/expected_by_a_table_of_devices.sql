-- EXPECT EVERY ... OF a table of devices: those that never speak are missed too, and those behind one gateway are counted together.
CREATE TABLE readings (
  dev STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE TABLE devices (
  dev STRING, gateway STRING, since TIMESTAMP(3),
  PRIMARY KEY (dev) NOT ENFORCED,
  WATERMARK FOR since AS since - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO devices VALUES
  ('p1', 'g1', TIMESTAMP '2026-05-01 10:00:00'),
  ('p2', 'g1', TIMESTAMP '2026-05-01 10:00:10'),
  ('p3', 'g2', TIMESTAMP '2026-05-01 10:00:00'),
  ('p4', 'g1', TIMESTAMP '2026-05-01 10:00:20');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p3', 1.0, TIMESTAMP '2026-05-01 10:04:00'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:05:00'),
  ('p3', 1.0, TIMESTAMP '2026-05-01 10:08:00'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:09:00');

SELECT dev, last_seen, silent_since
FROM readings EXPECT EVERY dev OF devices BY ts WITHIN INTERVAL '5' MINUTE
WHERE last_seen < TIMESTAMP '2026-05-01 10:08:00';
-- expect
-- | p2 | 2026-05-01 10:00:10.000 | 2026-05-01 10:05:10.000 |
-- | p4 | 2026-05-01 10:00:20.000 | 2026-05-01 10:05:20.000 |

CREATE VIEW silent AS
SELECT dev, last_seen FROM readings EXPECT EVERY dev OF devices BY ts WITHIN INTERVAL '5' MINUTE;

CREATE VIEW silent_by_gateway AS
SELECT d.gateway, s.dev, s.last_seen FROM silent AS s JOIN devices AS d ON s.dev = d.dev;

SELECT gateway, window_start, COUNT(*) AS devices
FROM TABLE(TUMBLE(TABLE silent_by_gateway, DESCRIPTOR(last_seen), INTERVAL '1' MINUTE))
GROUP BY gateway, window_start, window_end
HAVING COUNT(*) > 1;
-- expect
-- | g1 | 2026-05-01 10:00:00.000 | 2 |
