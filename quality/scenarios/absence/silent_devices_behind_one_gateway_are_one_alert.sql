-- Devices that fall silent in the same minute behind one gateway are counted together: the gateway is down, not forty sensors.
CREATE TABLE readings (
  dev STRING, gateway STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'time.clock' = 'key', 'time.allowed-lateness' = '0 s');

INSERT INTO readings VALUES
  ('a', 'g1', TIMESTAMP '2026-05-01 10:00:01'),
  ('b', 'g1', TIMESTAMP '2026-05-01 10:00:20'),
  ('c', 'g1', TIMESTAMP '2026-05-01 10:00:40'),
  ('d', 'g2', TIMESTAMP '2026-05-01 10:00:10'),
  ('e', 'g2', TIMESTAMP '2026-05-01 10:03:00'),
  ('e', 'g2', TIMESTAMP '2026-05-01 10:07:00');

CREATE VIEW silent AS
SELECT gateway, dev, last_seen FROM readings EXPECT EVERY gateway, dev BY ts WITHIN INTERVAL '5' MINUTE;

SELECT gateway, window_start, COUNT(*) AS devices
FROM TABLE(TUMBLE(TABLE silent, DESCRIPTOR(last_seen), INTERVAL '1' MINUTE))
GROUP BY gateway, window_start, window_end;
-- expect
-- | g1 | 2026-05-01 10:00:00.000 | 3 |
-- | g2 | 2026-05-01 10:00:00.000 | 1 |
-- | g2 | 2026-05-01 10:07:00.000 | 1 |
